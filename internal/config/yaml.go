package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// readYAML reads the file into a tree. The tree is nil when it is no YAML. What
// the parser quotes of the source is left out: it could be the token.
func readYAML(content []byte) (*node, Problems) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if line := notUTF8(content); line > 0 {
		return nil, Problems{{Text: "not UTF-8: save the file in that encoding", at: origin{line: line}}}
	}
	file, err := parser.ParseBytes(content, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, Problems{notYAML(err)}
	}
	var r reader
	root := &node{shape: table}
	docs := 0
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if docs++; docs > 1 {
			r.fault(doc.Body, "", "expected one YAML document, this is another")
			break
		}
		root = r.node(doc.Body, "")
	}
	if root.shape == empty {
		root.shape = table
	}
	return root, r.problems
}

// notUTF8 is the first line that is in another encoding, 0 where there is none.
func notUTF8(content []byte) int {
	for i, line := range bytes.Split(content, []byte("\n")) {
		if !utf8.Valid(line) {
			return i + 1
		}
	}
	return 0
}

func notYAML(err error) Problem {
	var broken yaml.Error
	if !errors.As(err, &broken) {
		return Problem{Text: "not YAML"}
	}
	message := broken.GetMessage()
	if strings.Contains(message, "found character '\t'") {
		message = "a tab stands where only spaces may"
	}
	p := Problem{Text: "not YAML: " + message}
	if token := broken.GetToken(); token != nil && token.Position != nil {
		p.at = origin{line: token.Position.Line, column: token.Position.Column}
	}
	return p
}

// reader turns YAML into the tree and collects what is wrong.
type reader struct{ problems Problems }

func (r *reader) fault(n ast.Node, path, text string) {
	r.problems = append(r.problems, Problem{Path: path, Text: text, at: place(n)})
}

func place(n ast.Node) origin {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return origin{line: t.Position.Line, column: t.Position.Column}
	}
	return origin{}
}

func (r *reader) node(n ast.Node, path string) *node {
	switch n := n.(type) {
	case *ast.NullNode:
		return &node{at: place(n)}
	case ast.MapNode:
		return r.table(n, path)
	case *ast.SequenceNode:
		return r.list(n, path)
	case *ast.StringNode:
		return &node{shape: scalar, text: n.Value, at: place(n)}
	case *ast.LiteralNode:
		return &node{shape: scalar, text: n.Value.Value, at: place(n)}
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		r.fault(n, path, "anchors, aliases and tags (& * !) are not read here; write the value out")
		return &node{at: place(n)}
	}
	// Numbers and truths are kept as they are written: the setting decides
	// what they mean.
	return &node{shape: scalar, text: n.GetToken().Value, at: place(n)}
}

func (r *reader) list(n *ast.SequenceNode, path string) *node {
	l := &node{shape: list, at: place(n)}
	for i, item := range n.Values {
		l.items = append(l.items, r.node(item, indexed(path, i)))
	}
	return l
}

func (r *reader) table(n ast.MapNode, path string) *node {
	t := &node{shape: table}
	for entries := n.MapRange(); entries.Next(); {
		key := entries.Key()
		name := key.GetToken().Value
		inner := dotted(path, name)
		value := r.node(entries.Value(), inner)
		value.at = place(key)
		if before := t.field[name]; before != nil {
			r.fault(key, inner, fmt.Sprintf("given twice, before in line %d", before.at.line))
		}
		if t.at == (origin{}) {
			t.at = value.at
		}
		t.put(name, value)
	}
	return t
}

// dotted and indexed build a setting's path.
func dotted(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func indexed(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
