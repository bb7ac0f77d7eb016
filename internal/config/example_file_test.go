package config

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
)

func example(t testing.TB) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "config.example.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestTheExampleIsAConfigWithoutProblems(t *testing.T) {
	cfg, err := Read(example(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	points := cfg.Points()
	if len(points) != 1 || len(points[0].Rooms) != 4 {
		t.Fatalf("got %d points", len(points))
	}
	p := points[0]
	if p.Zone.String() != "Asia/Yakutsk" || p.Headcount != 250 || p.Horizon != 182 {
		t.Errorf("got zone %s, headcount %d, horizon %d", p.Zone, p.Headcount, p.Horizon)
	}
	if p.Hours[time.Sunday] != (space.Hours{}) || p.Hours[time.Monday] != (space.Hours{Open: 9 * 60, Close: 22 * 60}) {
		t.Errorf("got hours %v", p.Hours)
	}
	if p.Rooms[0].Name.In("zh") != "会议厅" || !p.Rooms[0].Approval || p.Rooms[0].SetUp != 30*time.Minute {
		t.Errorf("got room %+v", p.Rooms[0])
	}
	if c := p.Closures[0]; c.First != c.Last || c.First.String() != "2026-11-04" {
		t.Errorf("a closure without an end is not the one day: %+v", c)
	}
	if !reflect.DeepEqual(p.Reminders, []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour}) {
		t.Errorf("got reminders %v", p.Reminders)
	}
}

func TestTheExampleShowsEverySettingWithItsDefault(t *testing.T) {
	root, problems := readYAML(example(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var d decoder
	d.origins = map[string]origin{}
	var visit func(n *node, typ reflect.Type, path string)
	visit = func(n *node, typ reflect.Type, path string) {
		if shapeOf(typ) == list && shapeOf(typ.Elem()) == table {
			if len(n.items) == 0 {
				t.Errorf("%s shows no item", path)
				return
			}
			visit(n.items[0], typ.Elem(), path)
			return
		}
		if typ.Kind() != reflect.Struct || isText(typ) {
			return
		}
		for field := range fieldsOf(typ) {
			name := field.Tag.Get("yaml")
			inner := n.field[name]
			if inner == nil {
				// A closure's room and last day stand in other items of the list.
				if !strings.Contains(path, "closures") {
					t.Errorf("%s is not in the example", dotted(path, name))
				}
				continue
			}
			if text, ok := field.Tag.Lookup("default"); ok && !strings.HasSuffix(path, "rooms") {
				want, got := reflect.New(field.Type).Elem(), reflect.New(field.Type).Elem()
				d.value(plain(text, field.Type, origin{}), want, "", "")
				d.value(inner, got, "", "")
				if !reflect.DeepEqual(got.Interface(), want.Interface()) {
					t.Errorf("%s is %v in the example, its default is %v", dotted(path, name), got, want)
				}
			}
			visit(inner, field.Type, dotted(path, name))
		}
	}
	visit(root, reflect.TypeFor[Config](), "")
	if len(d.problems) > 0 {
		t.Error(d.problems)
	}
}

func TestTheExampleExplainsEverySetting(t *testing.T) {
	lines := strings.Split(string(example(t)), "\n")
	for _, typ := range []reflect.Type{
		reflect.TypeFor[Telegram](), reflect.TypeFor[Webhook](), reflect.TypeFor[Limits](), reflect.TypeFor[Redis](),
		reflect.TypeFor[Web](), reflect.TypeFor[Log](), reflect.TypeFor[Clock](), reflect.TypeFor[Session](), reflect.TypeFor[Flood](), reflect.TypeFor[Point](),
	} {
		for _, name := range namesOf(typ) {
			setting := regexp.MustCompile(`^[ -]+` + name + `:`)
			explained := false
			for i, line := range lines[1:] {
				above := strings.TrimSpace(lines[i])
				explained = explained || setting.MatchString(line) &&
					(strings.HasPrefix(above, "#") || strings.HasPrefix(above, "- #") || name == "longest")
			}
			if !explained {
				t.Errorf("%s has no comment above it in the example", name)
			}
		}
	}
}

func TestEveryPieceOfEquipmentHasItsNameInTheTexts(t *testing.T) {
	for _, tag := range []string{"ru", "en", "zh"} {
		content, err := os.ReadFile(filepath.Join("..", "lang", "texts", "equipment."+tag+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range Equipment() {
			if !strings.Contains(string(content), "\nequipment."+id+": ") {
				t.Errorf("%s has no name in %s", id, tag)
			}
		}
		if got := strings.Count(string(content), "\nequipment."); got != len(Equipment()) {
			t.Errorf("%s names %d things, there are %d", tag, got, len(Equipment()))
		}
	}
}
