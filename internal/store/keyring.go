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
	tagged map[string]map[string]bool // of Points and the like, by their tags: whether it was written since it was taken
	single map[string]bool            // without a tag
}

func newKeyring() *keyring {
	return &keyring{tagged: map[string]map[string]bool{}, single: map[string]bool{}}
}

// add is told of a key that was found.
func (r *keyring) add(name string) { r.put(name, false) }

// wrote is told of a key that was written.
func (r *keyring) wrote(name string) { r.put(name, true) }

func (r *keyring) put(name string, written bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch tag := tagOf(name); {
	case passing(name), isInbox(tag):
	case tag == "":
		r.single[name] = true
	case r.tagged[tag] == nil:
		r.tagged[tag] = map[string]bool{name: written}
	default:
		r.tagged[tag][name] = written || r.tagged[tag][name]
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

// of are the names of one tag. They count as taken.
func (r *keyring) of(tag string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	names := slices.Collect(maps.Keys(r.tagged[tag]))
	r.take(tag, names)
	return names
}

// written takes the names of a tag that were written since they were last taken.
func (r *keyring) written(tag string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var names []string
	for name, written := range r.tagged[tag] {
		if written {
			names = append(names, name)
		}
	}
	r.take(tag, names)
	return names
}

func (r *keyring) take(tag string, names []string) {
	for _, name := range names {
		r.tagged[tag][name] = false
	}
}

// others says whether names of a tag other than these were written since they
// were taken.
func (r *keyring) others(tag string, than []string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for _, written := range r.tagged[tag] {
		if written {
			n++
		}
	}
	for _, name := range than {
		if r.tagged[tag][name] {
			n--
		}
	}
	return n > 0
}
