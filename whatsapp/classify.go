package whatsapp

import "sprechstunde/internal/domain"

// Class says what the relay does about an error.
type Class string

// The classes.
const (
	ClassFail   Class = "fail"   // final for this message, others go on
	ClassStop   Class = "stop"   // nothing can be sent until somebody has acted: keep the whole queue
	ClassPause  Class = "pause"  // nothing was sent; the whole queue goes on by itself after a pause
	ClassPair   Class = "pair"   // too fast for this one contact: it waits 4^n seconds, others go on
	ClassWindow Class = "window" // the 24 hours are over: keep the text, offer a template
)

// The values of domain.Pause.Reason.
const (
	PauseToken      = "token"
	PausePermission = "permission"
	PauseAccount    = "account"
	PausePayment    = "payment"
	PauseThroughput = "throughput"
	PauseService    = "service"
	PauseNumber     = "number"
)

// rule is what one error code means to us.
type rule struct {
	class Class
	pause string // domain.Pause.Reason, for stop and pause
	topic topic  // which sentences explain it
}

// rules is Meta's page "support/error-codes" as far as it can concern an inbox.
// Where the page is vague about whether something was sent, the code fails: a
// message that is missing is seen, one that came twice cannot be taken back.
var rules = map[int]rule{
	domain.FailureFileGone: {ClassFail, "", topicFileGone},

	0:   {ClassStop, PauseToken, topicToken},
	1:   {ClassFail, "", topicOdd},
	2:   {ClassPause, PauseService, topicService},
	3:   {ClassStop, PausePermission, topicPermission},
	4:   {ClassPause, PauseThroughput, topicThroughput},
	10:  {ClassStop, PausePermission, topicPermission},
	33:  {ClassStop, PauseNumber, topicNumberGone},
	100: {ClassFail, "", topicParameter},
	190: {ClassStop, PauseToken, topicToken},
	368: {ClassStop, PauseAccount, topicLocked},
	470: {ClassWindow, "", topicWindow}, // the window's code before 131047

	80007:  {ClassPause, PauseThroughput, topicThroughput},
	130429: {ClassPause, PauseThroughput, topicThroughput},
	130472: {ClassFail, "", topicExperiment},
	130497: {ClassStop, PauseAccount, topicCountry},

	131000: {ClassFail, "", topicOdd},
	131005: {ClassStop, PausePermission, topicPermission},
	131008: {ClassFail, "", topicParameter},
	131009: {ClassFail, "", topicParameter},
	131016: {ClassPause, PauseService, topicService},
	131021: {ClassFail, "", topicSelf},
	131026: {ClassFail, "", topicUndeliverable},
	131030: {ClassFail, "", topicAllowList},
	131031: {ClassStop, PauseAccount, topicLocked},
	131037: {ClassStop, PauseNumber, topicDisplayName},
	131042: {ClassStop, PausePayment, topicPayment},
	131045: {ClassStop, PauseNumber, topicUnregistered},
	131047: {ClassWindow, "", topicWindow},
	131048: {ClassStop, PauseAccount, topicSpam},
	131049: {ClassFail, "", topicHealthy},
	131050: {ClassFail, "", topicOptOut},
	131051: {ClassFail, "", topicType},
	131052: {ClassFail, "", topicDownload},
	131053: {ClassFail, "", topicUpload},
	131056: {ClassPair, "", topicPair},
	131057: {ClassPause, PauseService, topicService},
	131062: {ClassFail, "", topicNeedsPhone},
	131063: {ClassFail, "", topicMarketing},
	131064: {ClassFail, "", topicMarketing},

	132000: {ClassFail, "", topicTemplateValues},
	132001: {ClassFail, "", topicTemplateMissing},
	132005: {ClassFail, "", topicTemplateLong},
	132007: {ClassFail, "", topicTemplatePolicy},
	132012: {ClassFail, "", topicTemplateValues},
	132015: {ClassFail, "", topicTemplatePaused},
	132016: {ClassFail, "", topicTemplateDisabled},
	132018: {ClassFail, "", topicTemplateValues},

	133004: {ClassPause, PauseService, topicService},
	133010: {ClassStop, PauseNumber, topicUnregistered},
	135000: {ClassFail, "", topicOdd},
	137000: {ClassFail, "", topicIdentity},

	139100: {ClassFail, "", topicBlocking},
	139101: {ClassFail, "", topicBlocking},
	139102: {ClassFail, "", topicBlocking},
	139103: {ClassFail, "", topicBlocking},
}

// ranges are codes that mean the same in a row.
var ranges = []struct {
	from, to int
	rule     rule
}{
	{200, 299, rule{ClassStop, PausePermission, topicPermission}},
	{138000, 138999, rule{ClassFail, "", topicCalling}},
	{147000, 147099, rule{ClassFail, "", topicUsername}},
	{2388000, 2388999, rule{ClassFail, "", topicTemplateMaking}},
}

// Codes returns the error codes that have a rule of their own, in no order.
func Codes() []int {
	codes := make([]int, 0, len(rules))
	for code := range rules {
		codes = append(codes, code)
	}
	return codes
}

// Classify says what the relay does about a failure. Unknown codes fail.
func Classify(f domain.Failure) Class { return ruleOf(f).class }

// PauseReason is the value of domain.Pause.Reason for failures of ClassStop and
// ClassPause, and empty for all others.
func PauseReason(f domain.Failure) string { return ruleOf(f).pause }

// ruleOf finds the rule of a failure. Code 0 is Graph's code for a bad token
// only if Graph said something with it; a failure without any words is ours,
// about a send that nobody has answered.
func ruleOf(f domain.Failure) rule {
	if f == (domain.Failure{}) {
		return rule{class: ClassFail, topic: topicNoAnswer}
	}
	if r, ok := rules[f.Code]; ok {
		return r
	}
	for _, r := range ranges {
		if f.Code >= r.from && f.Code <= r.to {
			return r.rule
		}
	}
	return rule{class: ClassFail, topic: topicUnknown}
}
