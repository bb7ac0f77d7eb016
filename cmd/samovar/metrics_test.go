package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samovar/internal/emulator"
)

// served is what a process that works serves at /metrics, after it answered
// somebody.
func served(t *testing.T) string {
	t.Helper()
	e, api := telegram(t)
	c := begin(t, environ(durable(t).URL(), api, e.Token()), "serve", "--config", write(t, "samovar.yaml", minimal))
	anna := e.Person(501, emulator.Profile{First: "Анна", Lang: "ru"})
	anna.Says("/start")
	if _, err := anna.WaitReply(t.Context(), "Анна"); err != nil {
		t.Fatalf("%v\n%s", err, c.err)
	}
	c.err.await(t, "ready")
	_, body := fetch(t, "http://"+webAt.FindStringSubmatch(c.err.String())[1]+"/metrics")
	return body
}

// promtool runs it on a text.
func promtool(t *testing.T, input string, args ...string) {
	t.Helper()
	run := exec.Command("promtool", args...)
	run.Stdin = strings.NewReader(input)
	if out, err := run.CombinedOutput(); err != nil {
		t.Errorf("promtool %s: %v (scripts/need.sh promtool gets it)\n%s", strings.Join(args, " "), err, out)
	}
}

func TestWhatIsServedAtMetricsIsInOrderAndNamesNobody(t *testing.T) {
	body := served(t)
	promtool(t, body, "check", "metrics")
	shows(t, body, "samovar_redis_up 1", "samovar_redis_persistence_ok 1", "samovar_taking_updates 1", "samovar_leader 1",
		"samovar_processes_alive 1", "samovar_last_update_timestamp_seconds 1.", `samovar_build_info{version="samovar `,
		"samovar_inbox_updates 0", `samovar_outbox_messages{lane="reply",point="blg"} `, `samovar_due_late_seconds{point="blg"} `,
		`samovar_room_open_seconds{point="blg",room="hall",week="next"} `, `samovar_requests_waiting{point="blg"} 0`,
		`samovar_updates_handled_total{outcome="panicked"} 0`, `samovar_requests_failed_total{kind="flood"} 0`)
	for _, secret := range []string{"Анна", "501", "emulator-token"} {
		for line := range strings.Lines(body) {
			if name, _, _ := strings.Cut(line, " "); strings.Contains(name, secret) {
				t.Errorf("%q is in %s", secret, line)
			}
		}
	}
}

func TestWhenRedisIsAwayTheMetricsSaySo(t *testing.T) {
	e, api := telegram(t)
	redis := durable(t)
	c := begin(t, environ(redis.URL(), api, e.Token()), "serve", "--config", write(t, "samovar.yaml", minimal))
	c.err.await(t, "ready")
	redis.Kill()
	status, body := fetch(t, "http://"+webAt.FindStringSubmatch(c.err.String())[1]+"/metrics")
	if status != 200 || strings.Contains(body, "samovar_inbox") {
		t.Errorf("%d\n%s", status, body)
	}
	shows(t, body, "samovar_redis_up 0", "samovar_updates_taken_total 0")
}

func TestTheAlertsHoldWhatTheyPromise(t *testing.T) {
	folder := filepath.Join("..", "..", "deploy", "prometheus")
	promtool(t, "", "check", "rules", filepath.Join(folder, "alerts.yml"))
	promtool(t, "", "test", "rules", filepath.Join(folder, "alerts_test.yml"))
}

var metricName = regexp.MustCompile(`\b(samovar|process|go)_[a-z0-9_]+`)

func TestWhatTheDashboardAndTheAlertsNameIsServedAndExplained(t *testing.T) {
	exported := map[string]bool{}
	for line := range strings.Lines(served(t)) {
		if !strings.HasPrefix(line, "#") {
			exported[metricName.FindString(line)] = true
		}
	}
	for _, g := range gauges() { // some are of the webhook, which this process has not
		exported["samovar_"+g.Name] = true
	}
	manual := read(t, "docs", "operating.md")
	for _, file := range []string{read(t, "deploy", "grafana", "samovar.json"), read(t, "deploy", "prometheus", "alerts.yml")} {
		for _, name := range metricName.FindAllString(file, -1) {
			if !exported[name] {
				t.Errorf("%s is not served", name)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(exported)) {
		name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "_bucket"), "_sum"), "_count")
		if strings.HasPrefix(name, "samovar_") && !strings.Contains(manual, "`"+name+"`") {
			t.Errorf("docs/operating.md does not explain %s", name)
		}
	}
	for _, found := range regexp.MustCompile(`alert: (\w+)`).FindAllStringSubmatch(read(t, "deploy", "prometheus", "alerts.yml"), -1) {
		if !strings.Contains(manual, "### "+found[1]+"\n") {
			t.Errorf("docs/operating.md does not say what to do about %s", found[1])
		}
	}
}

func TestTheDashboardHasOnlyPanelsThatAreMaintained(t *testing.T) {
	var board struct {
		Panels []struct {
			ID          int
			Type, Title string
			Datasource  struct{ UID string }
			Targets     []struct{ Expr string }
		}
	}
	if err := json.Unmarshal([]byte(read(t, "deploy", "grafana", "samovar.json")), &board); err != nil {
		t.Fatal(err)
	}
	ids, rules := map[int]bool{}, ""
	for _, p := range board.Panels {
		if ids[p.ID] || !slices.Contains([]string{"row", "stat", "timeseries", "bargauge"}, p.Type) {
			t.Errorf("panel %q is of the type %s, number %d", p.Title, p.Type, p.ID)
		}
		ids[p.ID] = true
		if p.Type != "row" && (p.Datasource.UID != "${datasource}" || len(p.Targets) == 0) {
			t.Errorf("panel %q asks %+v", p.Title, p)
		}
		for _, target := range p.Targets { // as rules, so that the expressions are parsed
			expr, _ := json.Marshal(strings.ReplaceAll(target.Expr, "$__rate_interval", "5m"))
			rules += fmt.Sprintf("{record: 'a:%d', expr: %s},", len(rules), expr)
		}
	}
	promtool(t, "", "check", "rules", write(t, "rules.yml", "{groups: [{name: g, rules: ["+rules+"]}]}"))
}

// read reads a file of the repository.
func read(t *testing.T, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{"..", ".."}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
