package store

import (
	"maps"
	"slices"
	"sync"
)

// keyring has the names of the keys that a backup is made of: those that were
// found, and those that were written since. Some of them may be gone.
type keyring struct {
	mu     sync.Mutex                 // masters of a Cluster find at the same time
	tagged map[string]map[string]bool // of Points and the like, by their tags
	single map[string]bool            // without a tag
}

func newKeyring() *keyring {
	return &keyring{tagged: map[string]map[string]bool{}, single: map[string]bool{}}
}

func (r *keyring) add(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch tag := tagOf(name); {
	case passing(name), isInbox(tag):
	case tag == "":
		r.single[name] = true
	case r.tagged[tag] == nil:
		r.tagged[tag] = map[string]bool{name: true}
	default:
		r.tagged[tag][name] = true
	}
}

// tags are all tags, in their order.
func (r *keyring) tags() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Sorted(maps.Keys(r.tagged))
}

// alone are the names without a tag, in their order.
func (r *keyring) alone() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Sorted(maps.Keys(r.single))
}

// of are the names of one tag.
func (r *keyring) of(tag string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Collect(maps.Keys(r.tagged[tag]))
}
