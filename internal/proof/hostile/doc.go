// Package hostile is what strangers write who mean harm, for the proofs: the
// pieces of known attacks, mutations of them, and what of it may be shown.
package hostile
