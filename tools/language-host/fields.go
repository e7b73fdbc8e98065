package main

import "google.golang.org/protobuf/encoding/protowire"

// field finds a field of text, of bytes or of another message. The requests of today's engine have fields that the
// declarations of older language hosts lack.
func field(message []byte, wanted protowire.Number) []byte {
	for len(message) > 0 {
		number, _, length := protowire.ConsumeField(message)
		if length < 0 {
			return nil
		}
		if number == wanted {
			_, _, tag := protowire.ConsumeTag(message)
			value, _ := protowire.ConsumeBytes(message[tag:length])
			return value
		}
		message = message[length:]
	}
	return nil
}
