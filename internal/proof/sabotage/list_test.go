//go:build proof

package sabotage_test

// What each suite guards, taken out. Those in every run are the five that hold
// the rest: fsync, the unique index, the signature, the uuid and the gate.
var sabotages = []sabotage{
	// ------------------------------------------------------------ the wire
	{
		name: "any signature will do", file: "whatsapp/sign.go",
		old: "\tmatch := false\n", new: "\tmatch := true\n",
		suite: "wire", run: "Forgeries", times: 300, short: true,
	},
	{
		name: "the beginning of a signature will do", file: "whatsapp/sign.go",
		old: `	if err != nil || len(mac) != sha256.Size {
		return false
	}
	match := false
	for _, secret := range secrets {
		if secret != "" && hmac.Equal(mac, sum(secret, body)) {`,
		new: `	if err != nil || len(mac) > sha256.Size {
		return false
	}
	match := false
	for _, secret := range secrets {
		if secret != "" && hmac.Equal(mac, sum(secret, body)[:len(mac)]) {`,
		suite: "wire", run: "Forgeries", times: 3000,
	},
	{
		name: "the first of two signatures counts", file: "internal/relay/webhook.go",
		old: "len(given) != 1 ||", new: "len(given) == 0 ||",
		suite: "wire", run: "Forgeries", times: 300,
	},
	{
		name: "a webhook of any length", file: "internal/relay/webhook.go",
		old: "maxWebhook = 3<<20 + 64<<10", new: "maxWebhook = 64 << 20",
		suite: "wire", run: "Lengths", times: 1,
	},
	{
		name: "any verify token", file: "internal/relay/webhook.go",
		old: "|| !same ||", new: `|| !same && token == "" ||`,
		suite: "wire", run: "Handshake", times: 300,
	},
	{
		name: "any number of connections", file: "internal/relay/gate.go",
		old: "\tg.shed(g.most - 1)\n", new: "",
		suite: "wire", run: "Crowds/files_0", times: 40,
	},
	{
		name: "headers may take an hour", file: "internal/relay/serve.go",
		old: "ReadHeaderTimeout: 5 * time.Second,", new: "ReadHeaderTimeout: time.Hour,",
		suite: "wire", run: "Patience", times: 1,
	},
	{
		name: "PUT needs a token, the rest does not", file: "internal/relay/api.go",
		old: "\tif !a.allowed(r) {\n", new: "\tif !a.allowed(r) && r.Method == \"PUT\" {\n",
		suite: "wire", run: "PrivateDoor", times: 300,
	},
	// ------------------------------------------------------------ the disk
	{
		name: "no fsync", file: "internal/sqlite/pragma.go",
		old: `"synchronous(FULL)"`, new: `"synchronous(OFF)"`, also: [2]string{`{"synchronous", "2"}`, `{"synchronous", "0"}`},
		suite: "power", run: "Acknowledged", times: 10, short: true,
	},
	{
		name: "a 200 before the commit", file: "internal/relay/commit.go",
		old: "return <-a.done", new: "return nil",
		suite: "power", run: "Acknowledged", times: 10,
	},
	{
		name: "a 200 although it could not be stored", file: "internal/relay/webhook.go",
		old: "\t\td.failed(err)\n\t\treturn http.StatusServiceUnavailable\n", new: "\t\td.failed(err)\n\t\treturn http.StatusOK\n",
		suite: "disk", run: "RelayOnAFullDisk", times: 8,
	},
	{
		name: "a newer database is opened", file: "internal/sqlite/guard.go",
		old: "\tif version > known {", new: "\tif false && version > known {",
		suite: "disk", run: "ForeignFiles", times: 1,
	},
	{
		name: "two relays on one database", file: "internal/sqlite/lock.go",
		old: "\tif !ok {\n", new: "\tif false && !ok {\n",
		suite: "disk", run: "SecondInstance", times: 2,
	},
	{
		name: "a text that the disk has changed is shown", file: "store/message.go",
		old: "\tif !s.whole() {", new: "\tif false && !s.whole() {",
		suite: "disk", run: "FlippedBits$", times: 300,
	},
	{
		name: "an export that could not be written", file: "internal/export/write.go",
		old: "\t\terr = fill(f)\n", new: "\t\t_ = fill(f)\n",
		suite: "nth", run: "Exporting", times: 40,
	},
	// ------------------------------------------------------------ kill -9
	{
		name: "messages without a unique index", file: "store/migrations/0001_begin.sql",
		old: "  wamid      TEXT UNIQUE,", new: "  wamid      TEXT,",
		suite: "kill", run: "DeskKilledPulling", times: 20, short: true,
	},
	{
		name: "the cursor before the events", file: "store/intake.go",
		old: "\treturn s.write(ctx, \"taking in events\", func(w *work) error {",
		new: `	_, _ = s.write(ctx, "moving", func(w *work) error { return w.moveCursor(b.Instance, b.To, b.Mark) })
	return s.write(ctx, "taking in events", func(w *work) error {`,
		suite: "kill", run: "DeskKilledPulling", times: 60,
	},
	{
		name: "drafts are saved when there is time", file: "tui/messages.go",
		old: "draftWait = 500 * time.Millisecond", new: "draftWait = 5000 * time.Millisecond",
		suite: "kill", run: "DeskKilledWriting", times: 24,
	},
	{
		name: "a draft ends in the other chat", file: "tui/drafts.go",
		old:   "\tid := c.reply.ChatID\n\ts := c.drafts[id]",
		new:   "\tid := c.reply.ChatID\n\tif id == 2 {\n\t\tid = 1\n\t}\n\ts := c.drafts[id]",
		suite: "kill", run: "DeskKilledWriting", times: 16,
	},
	{
		name: "no copy before a migration", file: "internal/sqlite/open.go",
		old: "\tif version < len(steps) {\n\t\tif o.Upgrading", new: "\tif version > len(steps) {\n\t\tif o.Upgrading",
		suite: "migrate", run: "Killed", times: 2,
	},
	// ------------------------------------------------------------ secrets
	{
		name: "others may read the log", file: "internal/logfile/logfile.go",
		old: "fileMode   fs.FileMode = 0o600", new: "fileMode   fs.FileMode = 0o644",
		suite: "secrets", run: "Leaks", times: 1,
	},
	{
		name: "a mistake quotes the secret", file: "internal/config/validate.go",
		old: "\t\tif hide {", new: "\t\tif hide && false {",
		suite: "secrets", run: "Leaks", times: 1,
	},
	// ------------------------------------------------------------ files
	{
		name: "the sum of a file is not looked at", file: "internal/relay/fetch.go",
		old: "if sum != \"\" && sum != p.hex() {", new: "if sum != \"\" && false {",
		suite: "media", run: "Closed", times: 100,
	},
	{
		name: "the token goes to whoever a message names", file: "whatsapp/media.go",
		old: "\tif !c.allowed(address) {\n", new: "\tif address == \"\" {\n",
		suite: "media", run: "Closed", times: 100,
	},
	{
		name: "what a kill has left stays", file: "internal/relay/depot.go",
		old: "case ourName.MatchString(e.Name()) && e.Type().IsRegular():", new: "case ourName.MatchString(e.Name()) && e.IsDir():",
		suite: "media", run: "Killed", times: 60,
	},
	{
		name: "a full disk is a lost file", file: "internal/relay/fetcher.go",
		old: "if r.final || wrong >= wrongTries ||", new: "if r.final || r.all != \"\" || wrong >= wrongTries ||",
		suite: "media", run: "FullDisk", times: 1,
	},
	// ------------------------------------------------------------ sending
	{
		name: "a send without its uuid", file: "whatsapp/build.go",
		old: ", Opaque: s.UUID}", new: "}",
		suite: "send", run: "NeverTwice", times: 400, short: true,
	},
	{
		name: "an unknown send is tried again", file: "internal/relay/verdict.go",
		old: "\treturn verdict{state: domain.SendUnknown, failure: out.Failure}\n", new: "\treturn d.again(out, s, w)\n",
		suite: "send", run: "NeverTwice", times: 200,
	},
	{
		name: "what was being sent at a kill is forgotten", file: "internal/relay/dispatch.go",
		old: "if err := l.recover(ctx); err != nil {", new: "if err := ctx.Err(); err != nil {",
		suite: "send", run: "NeverTwice", times: 800,
	},
	{
		name: "a broken connection means not sent", file: "whatsapp/send.go",
		old: "return broken(out.left.Load(), bare(err))", new: "return broken(false, bare(err))",
		suite: "send", run: "NeverTwice", times: 200,
	},
	{
		name: "an answer that cannot be read means not sent", file: "whatsapp/send.go",
		old: "return SendOutcome{Class: Unknown, Err: &APIError{HTTP: status}}", new: "return SendOutcome{Class: NotSent, Err: &APIError{HTTP: status}}",
		suite: "send", run: "NeverTwice", times: 200,
	},
	{
		name: "a handover that failed is not repeated", file: "internal/desk/send.go",
		old: "\t\treturn fmt.Errorf(\"handing over a send: %w\", err)\n", new: "\t\terr = nil\n",
		suite: "send", run: "NeverTwice", times: 200,
	},
	{
		name: "taking back what is not there leaves no mark", file: "internal/relay/ledger_outbox.go",
		old: "r, err = bury(ctx, tx, uuid)", new: "r, err = domain.SendResult{UUID: uuid, State: domain.SendTakenBack, At: tx.Now}, nil",
		suite: "send", run: "NeverTwice", times: 2000,
	},
	// ------------------------------------------------------------ order
	{
		name: "the last status counts", file: "internal/domain/status.go",
		old: "if b.Rank() > a.Rank() {", new: "if b != a {",
		suite: "order", run: "EveryOrder/a_reply$", times: 400,
	},
	{
		name: "failed is as final as it is early", file: "internal/domain/status.go",
		old: "\tif b == StatusFailed {\n\t\ta, b = b, a\n\t}\n", new: "",
		suite: "order", run: "EveryOrder/a_reply$", times: 400,
	},
	{
		name: "an edit that comes before its message is dropped", file: "store/message.go",
		old: "\tif early {\n", new: "\tif early && id < 0 {\n",
		suite: "order", run: "EveryOrder/a_message_of", times: 400,
	},
	{
		name: "an announcement in vain stays on its way", file: "store/returned.go",
		old: "`('queued', 'sending', 'returned')`", new: "`('queued', 'returned')`",
		suite: "order", run: "EveryOrder/an_announcement", times: 1000,
	},
	// ------------------------------------------------------------ the screen
	{
		name: "the gate stands open", file: "internal/termtext/safe.go",
		old: "\treturn pass(raw, false, false)\n", new: "\treturn Safe{text: raw}\n",
		suite: "text", run: "Mutations", times: 1000, short: true,
	},
	{
		name: "C1 controls pass", file: "internal/termtext/runes.go",
		old: "return r >= 0xA0 && r != 0xAD", new: "return r >= 0x80 && r != 0xAD",
		suite: "text", run: "EveryCodePoint", times: 1,
	},
	{
		name: "hidden characters pass", file: "internal/termtext/runes.go",
		old: "return r&0xFFFE == 0xFFFE || unicode.Is(hidden, r) || unicode.Is(unicode.Cf, r)", new: "return r&0xFFFE == 0xFFFE",
		suite: "text", run: "Mutations", times: 200_000,
	},
	{
		name: "towers of marks pass", file: "internal/termtext/context.go",
		old: "const maxMarks = 4\n", new: "const maxMarks = 40\n",
		suite: "text", run: "Mutations", times: 200_000,
	},
	{
		name: "a line of the screen is drawn raw", file: "tui/text.go",
		old: "return termtext.CleanN(raw, maxLineRunes).Line().Emoji(c.mode).String()", new: "return raw",
		suite: "screen", run: "Screen", times: 100,
	},
	{
		name: "the curtain hides nothing that is written in", file: "tui/view.go",
		old: "\tif m.curtain.drawn {\n", new: "\tif m.curtain.drawn && m.comp.mode == composeOff {\n",
		suite: "screen", run: "Curtain", times: 100,
	},
	{
		name: "keys get through the curtain", file: "tui/curtain.go",
		old: "\t\t\tm.curtainKey(msg, own)\n\t\t\treturn nil, true\n", new: "\t\t\tm.curtainKey(msg, own)\n\t\t\treturn nil, false\n",
		suite: "screen", run: "Curtain", times: 100,
	},
	{
		name: "the window's title names the person", file: "tui/view.go",
		old: "v.WindowTitle = m.t.Title ", new: "v.WindowTitle = m.t.Title + m.name(m.chat.chat.Contact) ",
		suite: "screen", run: "Screen", times: 100,
	},
	// ------------------------------------------------------------ erasing
	{
		name: "the index keeps the words of the erased", file: "store/migrations/0004_search.sql",
		old: "INSERT INTO search (search, rank) VALUES ('secure-delete', 1);", new: "",
		suite: "erase", run: "ErasedPeople", times: 20,
	},
	{
		name: "what was erased is taken in again", file: "store/intake.go",
		old: "\tif gone, err := w.gone(idsOf(u)...); err != nil || gone {", new: "\tif gone, err := false, error(nil); err != nil || gone {",
		suite: "./store", run: "WhatWasErased",
	},
	{
		name: "an older copy is not erased again", file: "internal/desk/pull.go",
		old: "\tif err := d.remember(ctx); err != nil {", new: "\tif err := error(nil); err != nil {",
		suite: "erase", run: "ErasedPeople", times: 2,
	},
	// ------------------------------------------------------------ searching
	{
		name: "an edited text is still found by its old words", file: "store/circle.go",
		old: "if err := w.changing(id); err != nil {", new: "if err := error(nil); err != nil {",
		suite: "./store", run: "IndexFollowsEverything",
	},
	{
		name: "words of the erased stay in the file", file: "store/migrations/0004_search.sql",
		old: "INSERT INTO search (search, rank) VALUES ('secure-delete', 1);", new: "",
		suite: "./store", run: "ErasedWordsLeaveTheFile",
	},
	// ---------------------------------------------------------- backups
	{
		name: "a backup holds the secrets", file: "internal/config/strip.go",
		old: "if text, err = WithoutSecrets(full); err != nil {", new: "if text, err = full, nil; err != nil {",
		suite: "backup", run: "BackupsUnderLoad", times: 1,
	},
	{
		name: "what a killed restore has placed stays", file: "internal/backup/restore.go",
		old: "\tif err := takeBack(h); err != nil {\n\t\treturn trouble(h.Data, err)\n\t}\n", new: "",
		suite: "backup", run: "Killed", times: 60,
	},
}
