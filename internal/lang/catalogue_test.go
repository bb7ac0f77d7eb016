package lang

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// pluralForms are those that CLDR knows of each language for whole numbers, and "other".
func pluralForms(tag Tag) []string {
	switch tag {
	case Russian:
		return []string{"few", "many", "one", "other"}
	case English:
		return []string{"one", "other"}
	}
	return []string{"other"}
}

var (
	action = regexp.MustCompile(`\{\{.*?\}\}`)
	field  = regexp.MustCompile(`\.([A-Za-z]\w*)`)
)

// placeholders lists the names that a text asks for, sorted.
func placeholders(text string) []string {
	seen := map[string]bool{}
	for _, a := range action.FindAllString(text, -1) {
		for _, f := range field.FindAllStringSubmatch(a, -1) {
			seen[f[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// askedOf lists the names that the forms of a key ask for together. Count is left
// out: "one" and a language without plurals may well do without the number.
func askedOf(texts *Texts, tag Tag, key string) []string {
	var all []string
	for _, text := range forms(texts.keys[tag][key]) {
		all = append(all, placeholders(text)...)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(name string) bool { return name == "Count" })
}

func TestEveryKeyIsThereInAllLanguagesWithTheSamePlaceholders(t *testing.T) {
	texts := loaded(t)
	for _, tag := range Tags() {
		for key := range texts.keys[tag] {
			for _, other := range Tags() {
				if texts.keys[other][key] == nil {
					t.Errorf("%s is there in %s, not in %s", key, tag, other)
				} else if a, b := askedOf(texts, tag, key), askedOf(texts, other, key); !slices.Equal(a, b) {
					t.Errorf("%s asks for %v in %s, for %v in %s", key, a, tag, b, other)
				}
			}
		}
	}
}

func TestEveryFileIsThereInAllLanguages(t *testing.T) {
	names, err := fs.Glob(embedded, "texts/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		feature := strings.SplitN(name, ".", 2)[0]
		for _, tag := range Tags() {
			if sister := feature + "." + string(tag) + ".yaml"; !slices.Contains(names, sister) {
				t.Errorf("%s has no sister %s", name, sister)
			}
		}
	}
}

func TestATextWithPluralsHasAllFormsOfItsLanguage(t *testing.T) {
	texts := loaded(t)
	for _, tag := range Tags() {
		for key, message := range texts.keys[tag] {
			got := slices.Sorted(maps.Keys(forms(message)))
			if len(got) > 1 && !slices.Equal(got, pluralForms(tag)) {
				t.Errorf("%s in %s has the forms %v, want %v", key, tag, got, pluralForms(tag))
			}
		}
	}
}

func TestEveryTextThatTheCodeSaysIsInTheCatalogue(t *testing.T) {
	texts := loaded(t)
	for _, call := range sayings(t) {
		if texts.keys[Russian][call.key] == nil {
			t.Errorf("%s says %q, which is in no file of texts", call.place, call.key)
			continue
		}
		if call.open {
			continue
		}
		for _, name := range askedOf(texts, Russian, call.key) {
			if !slices.Contains(call.names, name) {
				t.Errorf("%s says %q without its %s", call.place, call.key, name)
			}
		}
	}
}

// saying is one call of T or Plain with a literal key in the code.
type saying struct {
	place, key string
	names      []string
	open       bool // the names cannot all be read off the code
}

// sayings finds the calls in all Go files of the module but its tests.
func sayings(t *testing.T) []saying {
	t.Helper()
	root := filepath.Join("..", "..")
	var found []saying
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files := gotoken.NewFileSet()
		file, err := parser.ParseFile(files, name, source, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if s, ok := said(call); ok {
					s.place = files.Position(call.Pos()).String()
					found = append(found, s)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// said reads one call, where it is one of T or Plain with a literal key.
func said(call *ast.CallExpr) (saying, bool) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 || method.Sel.Name != "T" && method.Sel.Name != "Plain" {
		return saying{}, false
	}
	key, ok := literal(call.Args[0])
	if !ok {
		return saying{}, false
	}
	s := saying{key: key, open: call.Ellipsis.IsValid()}
	for i := 1; i < len(call.Args); i += 2 {
		name, ok := literal(call.Args[i])
		s.names = append(s.names, name)
		s.open = s.open || !ok
	}
	return s, true
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != gotoken.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// loaded is the real catalogue.
func loaded(t testing.TB) *Texts {
	t.Helper()
	texts, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func TestTheWordsForFormatsStatesAndButtonsAreThere(t *testing.T) {
	texts := loaded(t)
	for group, names := range map[string]string{
		"format": "lecture workshop meeting hackathon competition exhibition other",
		"state":  "requested changes_asked confirmed running done declined withdrawn expired cancelled released no_show",
		"button": "back cancel yes no close more",
	} {
		for name := range strings.FieldsSeq(names) {
			for _, tag := range Tags() {
				if got := texts.In(tag).T(group + "." + name); strings.Contains(got, "⟦") {
					t.Errorf("%s: %s", tag, got)
				}
			}
		}
	}
}
