package prepared

// The fields of an answer, as files and mistakes name them.
const (
	fieldKey         = "key"
	fieldTitle       = "title"
	fieldBlock       = "block"
	fieldTopic       = "topic"
	fieldAudience    = "audience"
	fieldBody        = "body"
	fieldLink        = "link"
	fieldLinkChecked = "link_checked"
	fieldNextStep    = "next_step"
	fieldValidUntil  = "valid_until"
	fieldFiles       = "files"
	fieldAsked       = "asked"
)
