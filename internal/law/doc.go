// Package law knows which law an adviser works under and where in it the rights
// of people stand: the general regulation of the EU, or the law of the
// Protestant or the Catholic church in Germany that takes its place.
//
// It is no legal advice. A number that nobody has read in the law's own text is
// marked, so that the adviser or the data protection officer looks.
package law
