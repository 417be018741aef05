package whatsapp

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// SignatureHeader is the header that carries the signature of a webhook.
const SignatureHeader = "X-Hub-Signature-256"

const signaturePrefix = "sha256="

// Sign returns the value of SignatureHeader for a body: HMAC-SHA256 under the
// app secret over exactly these bytes.
func Sign(secret string, body []byte) string {
	return signaturePrefix + hex.EncodeToString(sum(secret, body))
}

// Verify reports whether header is the signature of body under one of the
// secrets. body must be what was read from the socket, untouched: a body that
// was decoded and encoded again passes for plain ASCII and fails on the first
// umlaut. Empty secrets never match. The comparison takes the same time
// wherever the difference lies.
func Verify(header string, body []byte, secrets ...string) bool {
	given, ok := strings.CutPrefix(header, signaturePrefix)
	if !ok {
		return false
	}
	mac, err := hex.DecodeString(given)
	if err != nil || len(mac) != sha256.Size {
		return false
	}
	match := false
	for _, secret := range secrets {
		if secret != "" && hmac.Equal(mac, sum(secret, body)) {
			match = true
		}
	}
	return match
}

func sum(secret string, body []byte) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return mac.Sum(nil)
}
