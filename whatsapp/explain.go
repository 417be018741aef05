package whatsapp

import "sprechstunde/internal/domain"

// topic names what a group of error codes is about.
type topic string

const (
	topicToken            topic = "token"
	topicPermission       topic = "permission"
	topicService          topic = "service"
	topicThroughput       topic = "throughput"
	topicNumberGone       topic = "number_gone"
	topicUnregistered     topic = "unregistered"
	topicDisplayName      topic = "display_name"
	topicLocked           topic = "locked"
	topicCountry          topic = "country"
	topicSpam             topic = "spam"
	topicPayment          topic = "payment"
	topicParameter        topic = "parameter"
	topicPair             topic = "pair"
	topicWindow           topic = "window"
	topicSelf             topic = "self"
	topicUndeliverable    topic = "undeliverable"
	topicAllowList        topic = "allow_list"
	topicHealthy          topic = "healthy"
	topicOptOut           topic = "opt_out"
	topicExperiment       topic = "experiment"
	topicType             topic = "type"
	topicDownload         topic = "download"
	topicUpload           topic = "upload"
	topicFileGone         topic = "file_gone"
	topicNeedsPhone       topic = "needs_phone"
	topicMarketing        topic = "marketing"
	topicTemplateValues   topic = "template_values"
	topicTemplateMissing  topic = "template_missing"
	topicTemplateLong     topic = "template_long"
	topicTemplatePolicy   topic = "template_policy"
	topicTemplatePaused   topic = "template_paused"
	topicTemplateDisabled topic = "template_disabled"
	topicTemplateMaking   topic = "template_making"
	topicIdentity         topic = "identity"
	topicBlocking         topic = "blocking"
	topicCalling          topic = "calling"
	topicUsername         topic = "username"
	topicOdd              topic = "odd"
	topicNoAnswer         topic = "no_answer"
	topicUnknown          topic = "unknown"
)

// Advice is an error in words for the adviser: what happened, and what she can
// do about it. Neither sentence holds a code number or words of Meta's.
type Advice struct {
	Reason string
	Action string
	Class  Class
}

// Explain puts a failure into words in German ("de") or, for any other
// language, English. It never returns an empty sentence.
func Explain(f domain.Failure, lang string) Advice {
	r := ruleOf(f)
	words := adviceEN
	if lang == "de" {
		words = adviceDE
	}
	a := words[r.topic]
	a.Class = r.class
	return a
}
