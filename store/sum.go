package store

import (
	"errors"
	"fmt"
	"hash/crc32"

	"sprechstunde/internal/domain"
)

// castagnoli finds every burst of flipped bits up to 32 for certain, which a
// hash would only probably do, and costs nothing that could be measured. It
// guards against disks, not against people.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sumOf is the checksum of some columns; it tells "a","bc" from "ab","c".
func sumOf(parts ...string) int64 {
	sum := uint32(0)
	for _, p := range parts {
		sum = crc32.Update(sum, castagnoli, []byte(p))
		sum = crc32.Update(sum, castagnoli, []byte{0xff}) // no text holds it
	}
	return int64(sum)
}

// whole reports whether columns are those that were written.
func whole(sum *int64, parts ...string) bool { return sum == nil || *sum == sumOf(parts...) }

// saying is what the sum of a message is over.
func saying(uuid string, direction domain.Direction, origin domain.Origin, kind domain.Kind, text, content string, at int64) []string {
	return []string{uuid, string(direction), string(origin), string(kind), text, content, fmt.Sprint(at)}
}

// decor is what the second sum of a message is over.
func decor(reactions, edited string, revokedAt *int64) []string {
	revoked := ""
	if revokedAt != nil {
		revoked = fmt.Sprint(*revokedAt)
	}
	return []string{reactions, edited, revoked}
}

// damagedRow is the error for a row that must not be used at all.
func damagedRow(what string) error {
	return domain.Fail(domain.CodeDamaged, "", errors.New(what+" does not have its checksum"))
}
