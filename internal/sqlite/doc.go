// Package sqlite opens the two databases of Sprechstunde so that they cannot
// be lost by accident: one writer and a pool of readers, everything that was
// acknowledged on the disk, guards against files that are not ours, copies
// before every migration, and driver errors translated once into the
// conditions of package domain.
//
// It knows no table. Package store and the relay bring their migrations.
package sqlite
