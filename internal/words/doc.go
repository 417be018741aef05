// Package words turns what people write into words that can be compared: it
// folds spelling, finds the words of a text, takes endings off German words,
// takes compounds apart and says which words are the same but for a typing
// mistake. It knows German first and English a little, and nothing of answers,
// names or chats; what a word means is its callers' business.
package words
