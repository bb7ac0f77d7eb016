package config

// shape is what a node is.
type shape int

const (
	empty  shape = iota // a setting without a value: as if it were not there
	scalar              // one value, as it is written
	list
	table
)

// String names the shape as an operator knows it.
func (s shape) String() string {
	return [...]string{"nothing", "a plain value", "a list", "a group of settings"}[s]
}

// node is a value as it is written, before its type is known, and where.
type node struct {
	shape shape
	text  string  // of a scalar
	items []*node // of a list
	names []string
	field map[string]*node // of a table, by name
	at    origin           // of the name, for a value that has one
}

// put adds a field to a table.
func (n *node) put(name string, value *node) {
	if n.field == nil {
		n.field = map[string]*node{}
	}
	if n.field[name] == nil {
		n.names = append(n.names, name)
	}
	n.field[name] = value
}
