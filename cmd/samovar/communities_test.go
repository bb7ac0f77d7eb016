package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

const listHead = "id,name,language,lead,chat,topics,state,about\n"

func TestAListOfCommunitiesGoesInAndComesOut(t *testing.T) {
	env := []string{"SAMOVAR_REDIS__URL=" + redisserver.ForTest(t).URL()}
	config := write(t, "samovar.yaml", minimal)
	list := listHead
	for i := range 150 {
		list += fmt.Sprintf("c%03d,\"Клуб %d, старший\",ru,%d %d,%d,it art,active,О разном\n", i, i, 1000+i, 11, -5000-i)
	}
	code, out, errs := result(t, env, "communities", "import", write(t, "list.csv", "\ufeff"+list), "--config", config)
	shows(t, out, "read 150 communities as UTF-8", "new        c007: Клуб 7, старший", "150 new, 0 changed, 0 unchanged, 0 not in the list", "done: blg has them now")
	if code != 0 {
		t.Fatalf("code %d: %s%s", code, out, errs)
	}
	file := filepath.Join(t.TempDir(), "out.csv")
	if code, _, errs = result(t, env, "communities", "export", file, "--config", config); code != 0 {
		t.Fatalf("code %d: %s", code, errs)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != list {
		t.Errorf("%v: %s", err, got)
	}
	code, out, _ = result(t, env, "communities", "import", file, "--config", config)
	shows(t, out, "0 new, 0 changed, 150 unchanged, 0 not in the list")
	if code != 0 {
		t.Errorf("code %d", code)
	}
	if _, out, _ = result(t, env, "communities", "export", "--config", config); out != list {
		t.Error(out)
	}
}

func TestWhatAListChangesIsShownFirst(t *testing.T) {
	env := []string{"SAMOVAR_REDIS__URL=" + redisserver.ForTest(t).URL()}
	config := write(t, "samovar.yaml", minimal)
	first := write(t, "first.csv", listHead+"go,Го,en,11,-5,it,,Играем\nold,Старые,ru,11,,,,\nstay,Верные,zh,11 12,-7,,,\n")
	if code, _, errs := result(t, env, "communities", "import", first, "--config", config); code != 0 {
		t.Fatal(errs)
	}
	before, err := charmap.Windows1251.NewEncoder().String("id;name;language;lead;chat\ngo;Клуб го;;11 12;-\nnovye;Новые;ru;;\nstay;Верные;;;\n")
	if err != nil {
		t.Fatal(err)
	}
	list := write(t, "second.csv", before)
	all := []string{"read 3 communities as Windows-1251", "new        novye: Новые", "changed    go: Го", "name: Го -> Клуб го", "lead: 11 -> 11 12", "chat: -5 -> (empty)",
		"not listed old: Старые, stays as it is", "1 new, 1 changed, 1 unchanged, 1 not in the list"}
	code, out, _ := result(t, env, "communities", "import", list, "--dry-run", "--config", config)
	shows(t, out, append(all, "nothing is written yet")...)
	_, now, _ := result(t, env, "communities", "export", "--config", config)
	if want := listHead + "go,Го,en,11,-5,it,active,Играем\nold,Старые,ru,11,,,active,\nstay,Верные,zh,11 12,-7,,active,\n"; code != 0 || now != want {
		t.Errorf("code %d, and now %s", code, now)
	}
	_, out, _ = result(t, env, "communities", "import", list, "--config", config)
	shows(t, out, append(all, "done: blg has them now")...)
	_, now, _ = result(t, env, "communities", "export", "--config", config)
	if want := listHead + "go,Клуб го,en,11 12,,it,active,Играем\nnovye,Новые,ru,,,,active,\nold,Старые,ru,11,,,active,\nstay,Верные,zh,11 12,-7,,active,\n"; now != want {
		t.Errorf("now %s", now)
	}
}

func TestAListDoesNotArchive(t *testing.T) {
	env := []string{"SAMOVAR_REDIS__URL=" + redisserver.ForTest(t).URL()}
	config := write(t, "samovar.yaml", minimal)
	if code, _, errs := result(t, env, "communities", "import", write(t, "a.csv", listHead+"go,Го,ru,11,,,,\n"), "--config", config); code != 0 {
		t.Fatal(errs)
	}
	code, out, errs := result(t, env, "communities", "import", write(t, "b.csv", listHead+"go,Го,ru,11,,,archived,\n"), "--config", config)
	shows(t, out, "state: active -> archived")
	shows(t, errs, "nothing was imported: a list does not archive or revive")
	if code != 1 {
		t.Errorf("code %d", code)
	}
}

func TestAListGivesNoGroupToTwoCommunities(t *testing.T) {
	env := []string{"SAMOVAR_REDIS__URL=" + redisserver.ForTest(t).URL()}
	config := write(t, "samovar.yaml", minimal)
	if code, _, errs := result(t, env, "communities", "import", write(t, "a.csv", listHead+"go,Го,ru,11,-5,,,\n"), "--config", config); code != 0 {
		t.Fatal(errs)
	}
	code, _, errs := result(t, env, "communities", "import", write(t, "b.csv", listHead+"new,Новые,ru,11,-6,,,\nmore,Ещё,ru,11,-6,,,\n"), "--config", config)
	shows(t, errs, "line 3: chat: -6 is already in line 2")
	if code != 1 {
		t.Errorf("code %d", code)
	}
	code, _, errs = result(t, env, "communities", "import", write(t, "c.csv", listHead+"new,Новые,ru,11,-5,,,\n"), "--config", config)
	shows(t, errs, "nothing was imported: a group is one community's", "chat -5 of new is that of go (Го), which has to give it up in the same list")
	if code != 1 {
		t.Errorf("code %d", code)
	}
	if _, out, _ := result(t, env, "communities", "export", "--config", config); out != listHead+"go,Го,ru,11,-5,,active,\n" {
		t.Errorf("now %s", out)
	}
	if code, out, errs := result(t, env, "communities", "import", write(t, "d.csv", listHead+"new,Новые,ru,11,-5,,,\ngo,Го,ru,11,-7,,,\n"), "--config", config); code != 0 {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
}

func TestAnOlderListDoesNotBringBackTheOldNumberOfAGroup(t *testing.T) {
	url := redisserver.ForTest(t).URL()
	env, config := []string{"SAMOVAR_REDIS__URL=" + url}, write(t, "samovar.yaml", minimal)
	if code, _, errs := result(t, env, "communities", "import", write(t, "a.csv", listHead+"go,Го,ru,11,-1005,,,\n"), "--config", config); code != 0 {
		t.Fatal(errs)
	}
	s, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := s.SetMoved(t.Context(), -5, -1005); err != nil {
		t.Fatal(err)
	}
	code, out, _ := result(t, env, "communities", "import", write(t, "b.csv", listHead+"go,Го,ru,11,-5,,,\n"), "--config", config)
	shows(t, out, "0 new, 0 changed, 1 unchanged")
	if code != 0 {
		t.Errorf("code %d", code)
	}
	code, _, errs := result(t, env, "communities", "import", write(t, "c.csv", listHead+"new,Новые,ru,11,-5,,,\n"), "--config", config)
	shows(t, errs, "chat -1005 of new is that of go")
	if code != 1 {
		t.Errorf("code %d", code)
	}
}

func TestAListTakesNoLeadAwayWhoWaitsForTheCommunity(t *testing.T) {
	url := redisserver.ForTest(t).URL()
	env, config := []string{"SAMOVAR_REDIS__URL=" + url}, write(t, "samovar.yaml", minimal)
	if code, _, errs := result(t, env, "communities", "import", write(t, "a.csv", listHead+"go,Го,ru,11 12,,,,\n"), "--config", config); code != 0 {
		t.Fatal(errs)
	}
	s, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	p, now := &space.Point{ID: "blg", Zone: time.UTC}, time.Now()
	wish := space.Wish{ID: "w", State: space.WishWaiting, Community: "go", Resident: space.Party{ID: 12}, Created: now,
		Want: space.WantDay("hall", p.Day(now).Plus(3), time.Hour)}
	other := wish
	other.ID, other.Community, other.Resident.ID = "v", "chess", 11
	if err := s.Point(p).Commit(t.Context(), store.Change{Wishes: []store.WishChange{{After: wish}, {After: other}}}, now); err != nil {
		t.Fatal(err)
	}
	code, _, errs := result(t, env, "communities", "import", write(t, "b.csv", listHead+"go,Го,ru,11,,,,\n"), "--config", config)
	shows(t, errs, "nothing was imported: a lead who waits in the queue", "go: lead 12 has places in the queue for it: 1")
	if _, out, _ := result(t, env, "communities", "export", "--config", config); code != 1 || out != listHead+"go,Го,ru,11 12,,,active,\n" {
		t.Errorf("code %d, and now %s", code, out)
	}
	if code, out, errs := result(t, env, "communities", "import", write(t, "c.csv", listHead+"go,Го,ru,12,,,,\n"), "--config", config); code != 0 {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
}

func TestNothingOfABadListIsImported(t *testing.T) {
	env := []string{"SAMOVAR_REDIS__URL=" + redisserver.ForTest(t).URL()}
	config := write(t, "samovar.yaml", minimal)
	list := write(t, "list.csv", "id,name,language,lead,chat\ngood,Хорошие,ru,11,77\ngood,Снова,ru,11,\nbad,,fr,x,\n")
	code, out, errs := result(t, env, "communities", "import", list, "--config", config)
	shows(t, errs, "nothing was imported; mend ", "line 2: chat: 77: this is a person's id", `line 3: id: "good" is already in line 2`, `line 4: language: "fr"`, `line 4: lead: "x"`, "line 4: name: is empty")
	if code != 1 || out != "" {
		t.Errorf("code %d: %s", code, out)
	}
	if _, out, _ := result(t, env, "communities", "export", "--config", config); out != listHead {
		t.Errorf("exported %q", out)
	}
}

func TestThePointIsAskedForWhereThereAreSeveral(t *testing.T) {
	env := []string{"SAMOVAR_REDIS__URL=" + redisserver.ForTest(t).URL(), "SAMOVAR_POINTS__1__ID=khv", "SAMOVAR_POINTS__1__NAME__RU=Хабаровск",
		"SAMOVAR_POINTS__1__ZONE=Asia/Vladivostok", "SAMOVAR_POINTS__1__ROOMS__0__ID=hall", "SAMOVAR_POINTS__1__ROOMS__0__NAME__RU=Зал", "SAMOVAR_POINTS__1__ROOMS__0__SEATS=9"}
	config := write(t, "samovar.yaml", minimal)
	code, _, errs := result(t, env, "communities", "export", "--config", config)
	shows(t, errs, "say which Point is meant: --point blg or --point khv")
	if code != 1 {
		t.Errorf("code %d", code)
	}
	code, _, errs = result(t, env, "communities", "export", "--config", config, "--point", "msk")
	shows(t, errs, `no Point "msk" in the config: there is blg, khv`)
	if code != 1 {
		t.Errorf("code %d", code)
	}
	if code, out, errs := result(t, env, "communities", "export", "--config", config, "--point", "khv"); code != 0 {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
}
