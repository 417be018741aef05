package whatsapp

var adviceEN = map[topic]Advice{
	topicToken: {
		Reason: "WhatsApp no longer lets us in: the access key has expired or is not valid.",
		Action: "Put a new access key into the settings. Until then everything stays in the queue and nothing is lost.",
	},
	topicPermission: {
		Reason: "The access key is not allowed to send messages.",
		Action: "Give the system user at Meta the rights for WhatsApp messaging and the WhatsApp account. Until then everything you send waits.",
	},
	topicService: {
		Reason: "WhatsApp is down or being serviced at the moment.",
		Action: "There is nothing to do: the message did not leave and will be sent later by itself.",
	},
	topicThroughput: {
		Reason: "We have sent WhatsApp too much at once.",
		Action: "There is nothing to do: sending goes on by itself after a short pause.",
	},
	topicNumberGone: {
		Reason: "WhatsApp does not know the id of our phone number that is in the settings.",
		Action: "Check that the id of the number is right and that the access key belongs to the same account.",
	},
	topicUnregistered: {
		Reason: "Our number is not registered with WhatsApp, or not any more.",
		Action: "Register the number again in Meta's WhatsApp Manager. Until then everything you send waits.",
	},
	topicDisplayName: {
		Reason: "The display name of our number has not been approved yet.",
		Action: "Look up how far the approval is in Meta's WhatsApp Manager. Until then everything you send waits.",
	},
	topicLocked: {
		Reason: "Meta has locked or restricted our account.",
		Action: "Open Meta's WhatsApp Manager: it names the reason and lets you ask for a review. Until then answer urgent questions by phone or email.",
	},
	topicCountry: {
		Reason: "WhatsApp does not allow us to write to the country of this person.",
		Action: "Get in touch another way, by phone or email. Sending has stopped until you have looked into it.",
	},
	topicSpam: {
		Reason: "WhatsApp is slowing us down because people have reported our messages or blocked us.",
		Action: "Send nothing for some hours and look at the rating of our number in Meta's WhatsApp Manager.",
	},
	topicPayment: {
		Reason: "Meta has no valid way of payment from us, or a payment did not work.",
		Action: "Add a way of payment in Meta's WhatsApp Manager. Until then everything you send waits.",
	},
	topicParameter: {
		Reason: "WhatsApp could not make sense of the message; it may be too long, or what it refers to is gone.",
		Action: "Shorten or change the message and send it again. If that does not help, pass the details on to whoever looks after the computer.",
	},
	topicPair: {
		Reason: "You have written to this person many times in quick succession.",
		Action: "There is nothing to do: the message leaves by itself after a short wait.",
	},
	topicWindow: {
		Reason: "The 24 hours since this person's last message are over.",
		Action: "Your text is kept. Send a template; as soon as the person answers it you can write freely again.",
	},
	topicSelf: {
		Reason: "That is our own number.",
		Action: "Choose another person; the number cannot write to itself.",
	},
	topicUndeliverable: {
		Reason: "The message cannot be delivered. The person may have left WhatsApp, use a very old version, or have blocked us.",
		Action: "Get in touch another way if you know one: by phone or email.",
	},
	topicAllowList: {
		Reason: "This is a test number, and the person is not on its list of allowed recipients.",
		Action: "Add the person's number as a test recipient at Meta, or put a real number into service.",
	},
	topicHealthy: {
		Reason: "WhatsApp holds this message back because the person gets too many messages from businesses at the moment.",
		Action: "Try again tomorrow at the earliest, or wait until the person writes.",
	},
	topicOptOut: {
		Reason: "This person does not want promotional messages from us.",
		Action: "Do not send such templates to them any more. You may go on answering their own questions.",
	},
	topicExperiment: {
		Reason: "WhatsApp is trying out not to deliver such messages to this person.",
		Action: "Wait until they write, or get in touch another way.",
	},
	topicType: {
		Reason: "WhatsApp cannot pass on this kind of message.",
		Action: "Ask the person to send it as text or as an ordinary file.",
	},
	topicDownload: {
		Reason: "WhatsApp could not fetch the file; often it is too large.",
		Action: "Ask the person to send a smaller file, or to send it another way.",
	},
	topicUpload: {
		Reason: "WhatsApp did not take the file: wrong kind or too large.",
		Action: "Save the file as PDF, JPG or MP4, make it smaller and send it again.",
	},
	topicFileGone: {
		Reason: "The attached file is not there any more, or has changed.",
		Action: "Attach it anew and send it again.",
	},
	topicNeedsPhone: {
		Reason: "WhatsApp needs a phone number for this kind of message, and we do not know one of this person.",
		Action: "Ask the person for their number, or send an ordinary text.",
	},
	topicMarketing: {
		Reason: "Promotional templates are switched off or limited for our account at the moment.",
		Action: "Use a template about something the person has asked for, and look up the reason in Meta's WhatsApp Manager.",
	},
	topicTemplateValues: {
		Reason: "What was filled in does not fit this template.",
		Action: "Load the list of templates again and fill in every place once more.",
	},
	topicTemplateMissing: {
		Reason: "This template does not exist in this language, or is not approved.",
		Action: "Load the list of templates again and take an approved one.",
	},
	topicTemplateLong: {
		Reason: "With what you have filled in the template gets too long.",
		Action: "Fill in shorter texts and send again.",
	},
	topicTemplatePolicy: {
		Reason: "WhatsApp thinks that the wording of this template breaks its rules.",
		Action: "Use another template and have the wording of this one revised.",
	},
	topicTemplatePaused: {
		Reason: "This template is paused because people rated it badly.",
		Action: "Use another one for now; after some hours it is usually free again by itself.",
	},
	topicTemplateDisabled: {
		Reason: "This template is switched off for good because people rated it badly several times.",
		Action: "Use another template or have a new one made.",
	},
	topicTemplateMaking: {
		Reason: "WhatsApp did not take the template as it is.",
		Action: "Change the text, the placeholders or the buttons of the template and hand it in again.",
	},
	topicIdentity: {
		Reason: "This person probably has a new device or number; who they are has not been confirmed yet.",
		Action: "Make sure that it is still the same person, then send again.",
	},
	topicBlocking: {
		Reason: "Blocking or unblocking this person did not work.",
		Action: "Only people who wrote within the last 24 hours can be blocked. Otherwise try again.",
	},
	topicCalling: {
		Reason: "Something went wrong with the call.",
		Action: "Calls over WhatsApp do not work here. Use your phone, or write to the person.",
	},
	topicUsername: {
		Reason: "WhatsApp did not take the username wanted for our number.",
		Action: "Choose another username in Meta's WhatsApp Manager.",
	},
	topicOdd: {
		Reason: "Something went wrong at WhatsApp and no reason was given.",
		Action: "Wait a moment and send the message again. If that does not help, pass the details on to whoever looks after the computer.",
	},
	topicNoAnswer: {
		Reason: "There was no readable answer to what was sent.",
		Action: "Look in the chat whether the message has arrived, and send it again only if it has not.",
	},
	topicUnknown: {
		Reason: "WhatsApp refused the message for a reason we do not know yet.",
		Action: "Look at the details, change the message, or get in touch another way.",
	},
}
