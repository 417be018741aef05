package files_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/files"
)

func TestSafeName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Lebenslauf.pdf":                "Lebenslauf.pdf",
		"Lebenslauf.PDF":                "Lebenslauf.pdf",
		"Zeugnis Dr. Müller (2).pdf":    "Zeugnis Dr. Müller (2).pdf",
		"Scho\u0308n.pdf":               "Scho\u0308n.pdf",
		"":                              "datei.pdf",
		"   ":                           "datei.pdf",
		".pdf":                          "datei.pdf",
		"..":                            "datei.pdf",
		"../../.ssh/authorized_keys":    "ssh_authorized_keys.pdf",
		`..\..\Startup\x.exe`:           "Startup_x_exe.pdf",
		"/etc/passwd":                   "etc_passwd.pdf",
		"C:cv.pdf":                      "C_cv.pdf",
		"-rf.pdf":                       "rf.pdf",
		"--help":                        "help.pdf",
		".bashrc":                       "bashrc.pdf",
		"cv.pdf.exe":                    "cv_pdf_exe.pdf",
		"cv.html.pdf":                   "cv_html.pdf",
		"cv\u202efdp.exe":               "cvfdp_exe.pdf",
		"cv\n.pdf":                      "cv.pdf",
		"cv\r\nrm -rf ~.pdf":            "cv rm -rf.pdf",
		"cv\x1b]52;c;eA==\x07.pdf":      "cv_52_c_eA.pdf",
		"cv\x00.exe\x00.pdf":            "cv_.exe.pdf",
		"con.pdf":                       "_con.pdf",
		"AUX":                           "_AUX.pdf",
		"com1.txt.pdf":                  "com1_txt.pdf",
		"LPT¹.pdf":                      "_LPT¹.pdf",
		"community.pdf":                 "community.pdf",
		"nul . . .pdf":                  "_nul.pdf",
		"$(touch x)`id`;a|b&c>d.pdf":    "(touch x)_id_a_b_c_d.pdf",
		"a\u200bb\u2066c\ufeffd.pdf":    "abcd.pdf",
		"\ufffd\xff\xfe.pdf":            "datei.pdf",
		"履歴書.pdf":                       "履歴書.pdf",
		"Lebenslauf.pdf . .":            "Lebenslauf.pdf",
		"e\u0301\u0301\u0301\u0301.pdf": "e\u0301\u0301.pdf",
	} {
		if got := files.SafeName(name, "pdf"); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if got := files.SafeName(strings.Repeat("ä", 4096)+".pdf", "pdf"); utf8.RuneCountInString(got) > 110 || len(got) > 200 || !utf8.ValidString(got) {
		t.Errorf("%d bytes", len(got))
	}
	if got := files.SafeName("rechnung.pdf", "bin"); got != "rechnung_pdf.bin" && got != "rechnung.pdf.bin" {
		t.Error(got)
	}
}

func FuzzSafeName(f *testing.F) {
	for _, seed := range []string{"", "../x", "-x.pdf", "CON", "a\x00b", "x\u202e", strings.Repeat("a.", 3000), "\u0301\u0301", "com1", "a.pdf.exe"} {
		f.Add(seed, "pdf")
	}
	f.Fuzz(func(t *testing.T, name, ending string) {
		if ending != "bin" {
			ending = "pdf"
		}
		got := files.SafeName(name, ending)
		if !filepath.IsLocal(got) || filepath.Base(got) != got || len(got) > 200 || !utf8.ValidString(got) {
			t.Fatalf("%q became %q", name, got)
		}
		if !strings.HasSuffix(got, "."+ending) || strings.HasPrefix(got, "-") || strings.HasPrefix(got, ".") {
			t.Fatalf("%q became %q", name, got)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) || strings.ContainsRune("/\\:*?\"<>|$`;&'!~#%\n", r) {
				t.Fatalf("%q became %q", name, got)
			}
		}
		if again := files.SafeName(got, ending); again != got {
			t.Fatalf("%q became %q and then %q", name, got, again)
		}
	})
}
