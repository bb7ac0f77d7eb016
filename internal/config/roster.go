package config

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"samovar/internal/space"
)

// columns are the header of a roster.
func columns() []string { return []string{"id", "name", "language", "lead", "chat"} }

// ReadRoster reads a CSV list of communities: UTF-8, with or without a byte
// order mark, divided by commas or semicolons, with the header
// id,name,language,lead,chat in any order. Several leads are divided by spaces
// or semicolons; language and chat may be empty. Every bad row comes back, as
// Problems, and then no community does.
func ReadRoster(r io.Reader) ([]space.Community, error) {
	content, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read communities: %w", err)
	}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if !utf8.Valid(content) {
		return nil, Problems{{Text: "not UTF-8; save the list as “CSV UTF-8”"}}
	}
	roster := roster{csv: csv.NewReader(bytes.NewReader(content)), lines: map[string]int{}}
	roster.csv.Comma = separator(content)
	roster.csv.FieldsPerRecord = -1
	roster.csv.TrimLeadingSpace = true
	roster.read()
	if len(roster.problems) > 0 {
		return nil, roster.problems
	}
	return roster.communities, nil
}

// separator is what divides the header's columns: spreadsheets of Russian
// machines write semicolons.
func separator(content []byte) rune {
	header, _, _ := bytes.Cut(content, []byte("\n"))
	if bytes.Count(header, []byte(";")) > bytes.Count(header, []byte(",")) {
		return ';'
	}
	return ','
}

// roster is a list while it is read.
type roster struct {
	csv         *csv.Reader
	column      map[string]int
	lines       map[string]int // of each id
	communities []space.Community
	problems    Problems
}

func (r *roster) fault(line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{Text: fmt.Sprintf(format, args...), at: origin{line: line}})
}

func (r *roster) read() {
	header, err := r.csv.Read()
	if err != nil || !r.header(header) {
		r.fault(1, "expected the header %s", strings.Join(columns(), ","))
		return
	}
	for {
		row, err := r.csv.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			r.fault(broken.StartLine, "%s", broken.Err)
			continue
		}
		if err != nil {
			r.fault(0, "%s", err)
			return
		}
		line, _ := r.csv.FieldPos(0)
		r.row(line, row)
	}
}

// header finds the columns, each exactly once.
func (r *roster) header(row []string) bool {
	r.column = map[string]int{}
	for i, name := range row {
		r.column[strings.ToLower(strings.TrimSpace(name))] = i
	}
	for _, name := range columns() {
		if _, ok := r.column[name]; !ok {
			return false
		}
	}
	return len(row) == len(columns())
}

func (r *roster) row(line int, row []string) {
	if len(row) != len(columns()) {
		r.fault(line, "expected %d columns, this row has %d", len(columns()), len(row))
		return
	}
	cell := func(name string) string { return strings.TrimSpace(row[r.column[name]]) }
	c := Community{ID: cell("id"), Name: cell("name"), Language: r.language(line, cell("language"))}
	c.Leads = r.leads(line, cell("lead"))
	c.Chat = r.chat(line, cell("chat"))
	for _, f := range communityFaults(c, "lead") {
		r.fault(line, "%s: %s", f.column, f.text)
	}
	if first, twice := r.lines[c.ID]; twice && c.ID != "" {
		r.fault(line, "id: %q is already in line %d", c.ID, first)
	} else {
		r.lines[c.ID] = line
	}
	r.communities = append(r.communities, c.space())
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

func (r *roster) leads(line int, cell string) []int64 {
	var leads []int64
	apart := func(c rune) bool { return c == ' ' || c == ';' || c == ',' }
	for word := range strings.FieldsFuncSeq(cell, apart) {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			r.fault(line, "lead: %q: expected a Telegram id, a number", word)
			continue
		}
		leads = append(leads, id)
	}
	return leads
}

func (r *roster) chat(line int, cell string) int64 {
	if cell == "" {
		return 0
	}
	id, err := strconv.ParseInt(cell, 10, 64)
	if err != nil {
		r.fault(line, "chat: %q: expected a chat's Telegram id, a number", cell)
	}
	return id
}

// WriteRoster writes the communities so that ReadRoster reads them again.
func WriteRoster(w io.Writer, communities []space.Community) error {
	out := csv.NewWriter(w)
	rows := [][]string{columns()}
	for _, c := range communities {
		rows = append(rows, rosterRow(c))
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write communities: %w", err)
	}
	return nil
}

func rosterRow(c space.Community) []string {
	var leads []string
	for _, lead := range c.Leads {
		leads = append(leads, strconv.FormatInt(lead, 10))
	}
	chat := ""
	if c.Chat != 0 {
		chat = strconv.FormatInt(c.Chat, 10)
	}
	return []string{c.ID, c.Name, c.Language, strings.Join(leads, " "), chat}
}
