package config

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"samovar/internal/space"
)

// columns are those that every roster has.
func columns() []string { return []string{"id", "name", "language", "lead", "chat"} }

// extras are those that a roster may have besides.
func extras() []string { return []string{"topics", "state", "about"} }

// Roster is a list of communities as it was read.
type Roster struct {
	space.List
	Encoding string // "UTF-8" or "Windows-1251"
}

// ReadRoster reads a CSV list of communities: UTF-8, with or without a byte
// order mark, or Windows-1251, divided by commas or semicolons, with the header
// id,name,language,lead,chat in any order, and topics, state and about where
// the list has them. Several leads and topics are divided by spaces or
// semicolons. All cells but id and name may be empty: of a community that is
// there, what is in the field stays; a single - clears it. Every bad row comes
// back, as Problems, and then no community does.
func ReadRoster(r io.Reader) (Roster, error) {
	content, err := io.ReadAll(r)
	if err != nil {
		return Roster{}, fmt.Errorf("read communities: %w", err)
	}
	text, encoding, ok := decodeRoster(content)
	if !ok {
		return Roster{}, Problems{{Text: "neither UTF-8 nor Windows-1251; save the list as “CSV UTF-8”"}}
	}
	roster := roster{csv: csv.NewReader(strings.NewReader(text)), lines: map[string]int{}, chats: map[int64]int{}, blank: map[string][]space.CommunityField{}}
	roster.csv.Comma = separator(text)
	roster.csv.FieldsPerRecord = -1
	roster.csv.TrimLeadingSpace = true
	roster.read()
	if len(roster.problems) > 0 {
		return Roster{}, roster.problems
	}
	return Roster{space.List{Communities: roster.communities, Fields: roster.fields(), Blank: roster.blank}, encoding}, nil
}

// separator is what divides the header's columns: spreadsheets of Russian
// machines write semicolons.
func separator(text string) rune {
	header, _, _ := strings.Cut(text, "\n")
	if strings.Count(header, ";") > strings.Count(header, ",") {
		return ';'
	}
	return ','
}

// roster is a list while it is read.
type roster struct {
	csv         *csv.Reader
	column      map[string]int
	lines       map[string]int // of each id
	chats       map[int64]int  // the line of each
	communities []space.Community
	blank       map[string][]space.CommunityField
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
		name = strings.ToLower(strings.TrimSpace(name))
		_, twice := r.column[name]
		if twice || !slices.Contains(columns(), name) && !slices.Contains(extras(), name) {
			return false
		}
		r.column[name] = i
	}
	for _, name := range columns() {
		if _, ok := r.column[name]; !ok {
			return false
		}
	}
	return true
}

// fields are what the columns are about.
func (r *roster) fields() []space.CommunityField {
	return slices.DeleteFunc(space.CommunityFields(), func(f space.CommunityField) bool {
		_, there := r.column[f.String()]
		return !there
	})
}

func (r *roster) row(line int, row []string) {
	if len(row) != len(r.column) {
		r.fault(line, "expected %d columns, this row has %d", len(r.column), len(row))
		return
	}
	cell := func(name string) string {
		i, there := r.column[name]
		if !there {
			return ""
		}
		return cleared(name, strings.TrimSpace(row[i]))
	}
	r.noteBlank(cell("id"), row)
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
	r.group(line, c.Chat)
	listed := c.space()
	listed.Topics, listed.State, listed.About = r.topics(line, cell("topics")), r.state(line, cell("state")), r.about(line, cell("about"))
	r.communities = append(r.communities, listed)
}

// noteBlank notes the fields that a row says nothing of.
func (r *roster) noteBlank(id string, row []string) {
	for _, f := range r.fields() {
		if strings.TrimSpace(row[r.column[f.String()]]) == "" {
			r.blank[id] = append(r.blank[id], f)
		}
	}
}

// WriteRoster writes the communities so that ReadRoster reads them again.
func WriteRoster(w io.Writer, communities []space.Community) error {
	out := csv.NewWriter(w)
	fields := space.CommunityFields()
	header := []string{"id"}
	for _, f := range fields {
		header = append(header, f.String())
	}
	rows := [][]string{header}
	for _, c := range communities {
		row := []string{c.ID}
		for _, f := range fields {
			row = append(row, f.Of(c))
		}
		rows = append(rows, row)
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write communities: %w", err)
	}
	return nil
}
