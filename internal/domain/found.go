package domain

// Found is what a search has found.
type Found struct {
	Search Search
	People []Chat // whose person's name it is, those who wrote last in front
	Hits   []Hit  // newest first
	More   bool   // there are more hits
	// Missing is how many messages the index does not hold yet: it is filled
	// after an update of the program, newest first.
	Missing int
	// Resting are the chats of persons whose data are kept and not used, whether
	// something was found in them or not.
	Resting map[int64]bool
}

// Hit is one message that was found.
type Hit struct {
	Message Message
	Chat    Chat
	Words   string   // what was searched: Message.Words
	Marks   [][2]int // bytes of Words that were found, in order, not overlapping
}
