// Package check reads a reply before it leaves and names in what people write.
//
// The guard ([Text], red lights) looks at who is addressed and who signs: only
// at salutations, vocatives, closings and introductions, because a name in the
// middle of a sentence is mostly somebody who is spoken about. What it calls red
// must be right nearly always, or the adviser learns to press the second key
// without reading.
//
// The coach (amber lights) looks at how the reply reads. It only informs, so it
// may guess where the guard may not.
//
// Everything here is computed from the text and [About] alone: nothing is read,
// written or remembered, so that it can run on every key.
package check
