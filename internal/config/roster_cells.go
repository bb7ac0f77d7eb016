package config

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"samovar/internal/space"
)

// clear is the cell that takes what is there from a community: an empty one
// leaves it.
const clear = "-"

// cleared is what a cell gives a community, nothing where it clears the field.
func cleared(column, cell string) string {
	if cell == clear && slices.Contains([]string{"lead", "chat", "topics", "about"}, column) {
		return ""
	}
	return cell
}

func (r *roster) language(line int, tag string) string {
	tags := []string{"ru", "en", "zh"}
	if tag == "" {
		return tags[0]
	}
	if !slices.Contains(tags, tag) {
		r.fault(line, "language: %q: expected ru, en or zh", tag)
	}
	return tag
}

// wordsOf divides a cell that holds several.
func wordsOf(cell string) []string {
	return strings.FieldsFunc(cell, func(c rune) bool { return c == ' ' || c == ';' || c == ',' })
}

func (r *roster) leads(line int, cell string) []int64 {
	var leads []int64
	for _, word := range wordsOf(cell) {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			r.fault(line, "lead: %q: expected a Telegram id, a number", word)
			continue
		}
		leads = append(leads, id)
	}
	return leads
}

// chat reads a group's id. Those of people are positive: a community's messages
// must not go to somebody by a slip.
func (r *roster) chat(line int, cell string) int64 {
	if cell == "" {
		return 0
	}
	id, err := strconv.ParseInt(cell, 10, 64)
	switch {
	case err != nil:
		r.fault(line, "chat: %q: expected a chat's Telegram id, a number", cell)
	case id > 0:
		r.fault(line, "chat: %d: this is a person's id; a group's begins with a minus", id)
	}
	return id
}

// group notes whose line a chat stands in: a group is one community's.
func (r *roster) group(line int, id int64) {
	if id == 0 {
		return
	}
	if first, twice := r.chats[id]; twice {
		r.fault(line, "chat: %d is already in line %d", id, first)
		return
	}
	r.chats[id] = line
}

func (r *roster) topics(line int, cell string) []string {
	var topics []string
	for _, id := range wordsOf(cell) {
		topics = append(topics, id)
		if !equipmentShape.MatchString(id) {
			r.fault(line, "topics: %q: expected ids, each 1 to 24 of a-z, 0-9 and _", id)
		}
	}
	return topics
}

// state is "" where nothing is said: what is there stays, what is new is active.
func (r *roster) state(line int, cell string) space.CommunityState {
	if cell == "" {
		return ""
	}
	state, err := space.ParseCommunityState(cell)
	if err != nil {
		r.fault(line, "state: %q: expected active, archived, proposed or refused", cell)
	}
	return state
}

// longestAbout is how many characters a community has to say what it is about.
const longestAbout = 500

func (r *roster) about(line int, cell string) string {
	if n := utf8.RuneCountInString(cell); n > longestAbout {
		r.fault(line, "about: is longer than %d characters", longestAbout)
	}
	return cell
}
