package store

import (
	"strconv"
	"strings"
)

// settled says of each update in the inboxes of a backup, by its number, whether
// it was handled before its Point was read. The marks by which those would be
// known when they come up again are trimmed two days after they were made, and a
// backup may be older than that: so a restore leaves out the updates themselves.
type settled map[string]bool

// look is shown all keys, in the order of the file: the inboxes come first.
func (s settled) look(k kept) error {
	switch tag := tagOf(k.Key); {
	case isInbox(tag) && strings.HasSuffix(k.Key, ":items"):
		return k.eachField(func(item string) { s[updateOf(item)] = false })
	case isInbox(tag) && strings.HasSuffix(k.Key, ":bodies"):
		return k.eachField(func(string) {})
	case tag != "" && k.Key == keysOf(tag).handled():
		return k.eachField(func(update string) {
			if _, waits := s[update]; waits {
				s[update] = true
			}
		})
	}
	return nil
}

// eachField calls do with each field of a hash, or member of a sorted set, which
// the key has to be.
func (k kept) eachField(do func(string)) error {
	if !k.paired() {
		return badBackup("the backup is damaged: %s is no %s", k.Key, k.Type)
	}
	pairs, err := k.pairs()
	for i := 0; i < len(pairs); i += 2 {
		do(pairs[i].(string))
	}
	return err
}

// updateOf is the number of the update that an item "chat:number" is.
func updateOf(item string) string {
	_, number, _ := strings.Cut(item, ":")
	n, _ := strconv.ParseInt(number, 10, 64) // 0 is no update's
	return dec(n)
}

// without is what a key holds, flat, but for updates that were handled. A chat
// that is left with none is passed over by who claims it.
func (s settled) without(k kept) ([]any, error) {
	all, err := k.content()
	ofItems := strings.HasSuffix(k.Key, ":items") || strings.HasSuffix(k.Key, ":bodies")
	if err != nil || !ofItems || !isInbox(tagOf(k.Key)) {
		return all, err
	}
	left := all[:0]
	for i := 0; i < len(all); i += 2 {
		if !s[updateOf(all[i].(string))] {
			left = append(left, all[i], all[i+1])
		}
	}
	return left, nil
}
