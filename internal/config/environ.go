package config

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// prefix starts the name of every variable that is a setting.
const prefix = "SAMOVAR_"

// variable is one setting in the environment: SAMOVAR_POINTS__0__ADMINS=11,12.
type variable struct {
	name string
	path []string // points, 0, admins
	text string
}

// overlay lays the environment over the tree.
func overlay(root *node, environ []string) Problems {
	var problems Problems
	for _, v := range variables(environ) {
		if err := v.set(root, reflect.TypeFor[Config](), v.path); err != nil {
			problems = append(problems, Problem{Text: err.Error(), at: origin{variable: v.name}})
		}
	}
	return problems
}

// variables picks the settings. The last of a name counts, as in a shell. They
// come sorted, lower list places first, so that a list can grow.
func variables(environ []string) []variable {
	last := map[string]variable{}
	for _, entry := range environ {
		name, text, _ := strings.Cut(entry, "=")
		if path, ok := strings.CutPrefix(name, prefix); ok && !isServiceLink(name, text) {
			last[name] = variable{name, strings.Split(strings.ToLower(path), "__"), text}
		}
	}
	return slices.SortedFunc(maps.Values(last), func(a, b variable) int {
		return slices.CompareFunc(a.path, b.path, compareLevels)
	})
}

// Kubernetes tells each container of the Services around it: of one called
// samovar, or samovar-redis, by names that begin as settings do.
var (
	serviceLink = regexp.MustCompile(`^SAMOVAR(_[A-Z0-9]+)*_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9]+)*|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$`)
	serviceURL  = regexp.MustCompile(`^SAMOVAR(_[A-Z0-9]+)*_PORT$`)
)

// isServiceLink says whether a variable is such a one. A name that ends in _PORT
// alone could be meant as a setting: there the value has to be an address.
func isServiceLink(name, text string) bool {
	protocol, _, isURL := strings.Cut(text, "://")
	return serviceLink.MatchString(name) ||
		serviceURL.MatchString(name) && isURL && slices.Contains([]string{"tcp", "udp", "sctp"}, protocol)
}

func compareLevels(a, b string) int {
	i, err := strconv.Atoi(a)
	j, err2 := strconv.Atoi(b)
	if err == nil && err2 == nil {
		return cmp.Compare(i, j)
	}
	return cmp.Compare(a, b)
}

// set walks down the rest of the path from n, which is of type t, making what
// is missing on the way.
func (v variable) set(n *node, t reflect.Type, rest []string) error {
	if len(rest) == 0 {
		return v.assign(n, t)
	}
	next, inner, err := v.step(n, t, rest[0])
	if err != nil || next == nil {
		return err
	}
	return v.set(next, inner, rest[1:])
}

// assign gives n the variable's value.
func (v variable) assign(n *node, t reflect.Type) error {
	at := origin{variable: v.name}
	if shapeOf(t) == table || shapeOf(t) == list && shapeOf(t.Elem()) == table {
		return fmt.Errorf("a group of settings; set each by itself%s", v.suggestion())
	}
	*n = *plain(v.text, t, at)
	return nil
}

// step goes one level down. It returns no node where the file has something
// else in this place: that is said of the file.
func (v variable) step(n *node, t reflect.Type, level string) (*node, reflect.Type, error) {
	if n.shape == empty {
		n.shape = shapeOf(t)
	}
	switch {
	case shapeOf(t) == scalar:
		return nil, nil, v.unknown()
	case n.shape != shapeOf(t):
		return nil, nil, nil
	case shapeOf(t) == list:
		return v.item(n, t, level)
	case t.Kind() == reflect.Map:
		return v.entry(n, level), t.Elem(), nil
	}
	for field := range fieldsOf(t) {
		if field.Tag.Get("yaml") == level {
			return v.entry(n, level), field.Type, nil
		}
	}
	return nil, nil, v.unknown()
}

func (v variable) entry(n *node, name string) *node {
	if n.field[name] == nil {
		n.put(name, &node{at: origin{variable: v.name}})
	}
	return n.field[name]
}

func (v variable) item(n *node, t reflect.Type, level string) (*node, reflect.Type, error) {
	i, err := strconv.Atoi(level)
	if err != nil || i < 0 {
		return nil, nil, v.unknown()
	}
	if i > len(n.items) {
		return nil, nil, fmt.Errorf("place %d is past the end: the list has %d, so the next is place %d", i, len(n.items), len(n.items))
	}
	if i == len(n.items) {
		n.items = append(n.items, &node{at: origin{variable: v.name}})
	}
	return n.items[i], t.Elem(), nil
}

func (v variable) unknown() error { return fmt.Errorf("no such setting%s", v.suggestion()) }

// numbers finds the list places in a variable's name.
var numbers = regexp.MustCompile(`_\d+(_|$)`)

// suggestion names the nearest variable there is. Places in lists are set aside
// while it searches, and put back.
func (v variable) suggestion() string {
	places := []string{}
	wrong := numbers.ReplaceAllStringFunc(v.name, func(s string) string {
		places = append(places, strings.Trim(s, "_"))
		return strings.Replace(s, places[len(places)-1], "#", 1)
	})
	right := nearest(wrong, patterns(reflect.TypeFor[Config](), strings.TrimSuffix(prefix, "_")))
	if right == "" {
		return ""
	}
	for _, place := range places {
		right = strings.Replace(right, "#", place, 1)
	}
	return fmt.Sprintf("; did you mean %s?", strings.ReplaceAll(right, "#", "0"))
}

// patterns lists the names of all variables there can be, # for a list place.
func patterns(t reflect.Type, name string) []string {
	join := "__"
	if !strings.Contains(name, "_") {
		join = "_"
	}
	switch {
	case shapeOf(t) == scalar:
		return []string{name}
	case shapeOf(t) == list && shapeOf(t.Elem()) == scalar:
		return []string{name}
	case shapeOf(t) == list:
		return patterns(t.Elem(), name+join+"#")
	case t.Kind() == reflect.Map:
		return nil
	}
	var all []string
	for field := range fieldsOf(t) {
		all = append(all, patterns(field.Type, name+join+strings.ToUpper(field.Tag.Get("yaml")))...)
	}
	return all
}
