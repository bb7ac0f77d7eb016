package config

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"samovar/internal/space"
)

func TestARosterIsRead(t *testing.T) {
	want := []space.Community{
		{ID: "robotics", Name: "Клуб «Роботы», Благовещенск", Language: "ru", Leads: []int64{11, 12}, Chat: -100500},
		{ID: "go_zh", Name: "围棋", Language: "zh"},
	}
	for name, content := range map[string]string{
		"commas":     "id,name,language,lead,chat\nrobotics,\"Клуб «Роботы», Благовещенск\",ru,11;12,-100500\ngo_zh,围棋,zh,,\n",
		"mark":       "\ufeffid,name,language,lead,chat\r\nrobotics,\"Клуб «Роботы», Благовещенск\",,11 12,-100500\r\n\r\ngo_zh,围棋,zh,,\r\n",
		"semicolons": "ID;Lead;Chat;Name;Language\nrobotics;11 12;-100500;Клуб «Роботы», Благовещенск;ru\ngo_zh; ;;围棋;zh",
	} {
		got, err := ReadRoster(strings.NewReader(content))
		if err != nil || !reflect.DeepEqual(got.Communities, want) || got.Encoding != "UTF-8" {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestEveryBadRowOfARosterIsNamedAndNothingIsRead(t *testing.T) {
	got, err := ReadRoster(strings.NewReader("id,name,language,lead,chat\n" +
		"good,Хорошие,ru,11,\n" +
		"Bad Id,Плохие,ru,11,\n" +
		"short,Короткие,ru\n" +
		"good,Снова,ru,11,\n" +
		"words,Словами,fr,Анна,группа\n" +
		"person,Человек,ru,11,42\n" +
		"home,Дома,ru,11,-5\n" +
		"guest,В гостях,ru,11,-5\n" +
		"quote,\"Кавычки,ru,11,\n"))
	want := `line 3: id: "Bad Id": expected 1 to 24 of a-z, 0-9, - and _
line 4: expected 5 columns, this row has 3
line 5: id: "good" is already in line 2
line 6: language: "fr": expected ru, en or zh
line 6: lead: "Анна": expected a Telegram id, a number
line 6: chat: "группа": expected a chat's Telegram id, a number
line 7: chat: 42: this is a person's id; a group's begins with a minus
line 9: chat: -5 is already in line 8
line 10: extraneous or missing " in quoted-field`
	if got.Communities != nil || err == nil || err.Error() != want {
		t.Errorf("got %v and\n%v", got, err)
	}
}

func TestARosterWithoutItsHeaderIsRefused(t *testing.T) {
	for _, content := range []string{"", "good,Хорошие,ru,11,\n", "id,name,language,lead\n", "id,id,name,language,lead\n", "id,name,language,lead,chat,x\n", "id,name,language,lead,chat,chat\n"} {
		if _, err := ReadRoster(strings.NewReader(content)); err == nil || !strings.Contains(err.Error(), "id,name,language,lead,chat") {
			t.Errorf("%q: got %v", content, err)
		}
	}
}

func TestARosterOfAnOldSpreadsheetIsRead(t *testing.T) {
	text := "id;name;language;lead;chat;about\nroboty;Клуб «Роботы» № 1;ru;11;-5;Собираем, чиним — и учим\n"
	content, err := charmap.Windows1251.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadRoster(strings.NewReader(content))
	want := []space.Community{{ID: "roboty", Name: "Клуб «Роботы» № 1", Language: "ru", Leads: []int64{11}, Chat: -5, About: "Собираем, чиним — и учим"}}
	if err != nil || got.Encoding != "Windows-1251" || !reflect.DeepEqual(got.Communities, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestARosterInAnUnknownEncodingIsRefused(t *testing.T) {
	text := "id,name,language,lead,chat\nroboty,Клуб робототехники,ru,11,\n"
	for _, encoding := range []*charmap.Charmap{charmap.KOI8R, charmap.CodePage866, charmap.ISO8859_5} {
		content, err := encoding.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ReadRoster(strings.NewReader(content)); err == nil || !strings.Contains(err.Error(), "Windows-1251") {
			t.Errorf("%s: got %+v, %v", encoding, got, err)
		}
	}
}

func TestTheColumnsThatARosterMayHaveAreRead(t *testing.T) {
	got, err := ReadRoster(strings.NewReader("id,name,language,lead,chat,state,topics\na,A,ru,,,archived,it science\nb,B,ru,,,,\n"))
	want := []space.Community{{ID: "a", Name: "A", Language: "ru", State: space.CommunityArchived, Topics: []string{"it", "science"}}, {ID: "b", Name: "B", Language: "ru"}}
	fields := []space.CommunityField{space.FieldName, space.FieldLanguage, space.FieldLeads, space.FieldChat, space.FieldTopics, space.FieldState}
	if err != nil || !reflect.DeepEqual(got.Communities, want) || !reflect.DeepEqual(got.Fields, fields) {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err = ReadRoster(strings.NewReader("id,name,language,lead,chat,state,topics\na,A,ru,,,asleep,IT!\n"))
	if want := "line 2: topics: \"IT!\": expected ids, each 1 to 24 of a-z, 0-9 and _\nline 2: state: \"asleep\": expected active, archived, proposed or refused"; err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestAnEmptyCellOfARosterSaysNothingAndADashClears(t *testing.T) {
	got, err := ReadRoster(strings.NewReader("id,name,language,lead,chat,topics,about\na,A,,,-,it,\nb,B,en,-,-5,-,-\n"))
	want := map[string][]space.CommunityField{"a": {space.FieldLanguage, space.FieldLeads, space.FieldAbout}}
	if err != nil || !reflect.DeepEqual(got.Blank, want) {
		t.Errorf("blank are %v, %v", got.Blank, err)
	}
	communities := []space.Community{{ID: "a", Name: "A", Language: "ru", Topics: []string{"it"}}, {ID: "b", Name: "B", Language: "en", Chat: -5}}
	if !reflect.DeepEqual(got.Communities, communities) {
		t.Errorf("got %+v", got.Communities)
	}
	if _, err := ReadRoster(strings.NewReader("id,name,language,lead,chat\na,A,-,,\n")); err == nil || !strings.Contains(err.Error(), "expected ru, en or zh") {
		t.Errorf("no language: %v", err)
	}
}

func TestAWrittenRosterIsReadAgain(t *testing.T) {
	var communities []space.Community
	for i := range 150 {
		communities = append(communities, space.Community{
			ID: fmt.Sprintf("c%d", i), Name: fmt.Sprintf("«Клуб»; \"%d\", 会", i), Language: "en", Leads: []int64{int64(i + 1), 9000}, Chat: int64(-i),
			State: space.CommunityArchived, Topics: []string{"it"}, About: "о том,\nо сём",
		})
	}
	var file strings.Builder
	if err := WriteRoster(&file, communities); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadRoster(strings.NewReader(file.String())); err != nil || !reflect.DeepEqual(got.Communities, communities) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func FuzzReadRoster(f *testing.F) {
	f.Add("id,name,language,lead,chat\na,A,ru,1;2,-3\n")
	f.Add("id,name,language,lead,chat,topics,state,about\na,A,ru,1;2,-3,it art,archived,\"x\ny\"\n")
	f.Add("id,name,language,lead,chat\na,\xcd\xe5\xe1\xee,ru,1;2,-3\n")
	f.Add("id;name;language;lead;chat\n\"a\nb\";A;ru;;\n")
	f.Fuzz(func(t *testing.T, content string) {
		roster, err := ReadRoster(strings.NewReader(content))
		if err != nil {
			return
		}
		communities := roster.Communities
		for i := range communities {
			communities[i].State = communities[i].Standing()
		}
		var file strings.Builder
		if err := WriteRoster(&file, communities); err != nil {
			t.Fatal(err)
		}
		again, err := ReadRoster(strings.NewReader(file.String()))
		if err != nil || !reflect.DeepEqual(again.Communities, communities) {
			t.Errorf("%+v became %+v, %v", communities, again, err)
		}
	})
}
