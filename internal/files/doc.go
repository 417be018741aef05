// Package files keeps the bytes of files that come with messages or go with
// them, and knows what a file is by its content.
//
// A file of a stranger is hostile until shown otherwise: what it is called and
// what it is said to be never decide where it lies, what it is taken for, or
// what opens it.
package files
