package page_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/page"
)

func TestAHeadForbidsEverythingFromOutside(t *testing.T) {
	t.Parallel()
	hostile := `"><script src="https://example.org/x"></script><title>`
	for _, pictures := range []bool{false, true} {
		got := page.Head{Lang: `de" onload="x`, Title: hostile, Style: "p { margin: 0; }\n", Pictures: pictures}.String()
		if strings.Contains(got, "<script") || strings.Contains(got, `" onload="x"`) || strings.Count(got, "<title>") != 1 {
			t.Errorf("a text became markup:\n%s", got)
		}
		if !strings.Contains(got, `content="default-src 'none';`) || strings.Contains(got, "img-src") != pictures {
			t.Errorf("the rule is not the one for pictures %v:\n%s", pictures, got)
		}
		if !strings.HasSuffix(got, "<style>\np { margin: 0; }\n</style>\n</head>\n<body>\n") {
			t.Errorf("the end of the head:\n%s", got)
		}
	}
}
