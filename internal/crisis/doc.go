// Package crisis says whether a text hints at a person in distress: thoughts of
// suicide, self-harm, violence at home, abuse. It reads German and English with
// a list of phrases and is a hint only: it misses people and it errs, so what
// follows from it must do no harm to anybody who is well. It may put a chat in
// front and keep machines quiet, never more.
//
// Single words mean little here, because people who ask about care, hospice or
// rescue work write about death all day. Phrases therefore name who it is about
// ("ich", "mein Vater"), and idioms are taken out before they are looked for.
package crisis
