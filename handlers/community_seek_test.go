package handlers

import (
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

func TestAdminsFindCommunitiesByWordsOfTheirNames(t *testing.T) {
	_, boss := town(t)
	boss.says("/communities РОБОТ")
	boss.sees("“РОБОТ”: 2 found")
	boss.presses("Старые роботы · archived")
	boss.sees("Старые роботы", "archived")
	boss.presses("Back to the list")
	boss.sees("“РОБОТ”: 2 found")
	boss.presses("All communities")
	boss.sees("Communities", "Type a word of a name")
	boss.says("елки")
	boss.sees("“елки”: 1 found")
	boss.presses("Ёлки")
	boss.says("chess-7")
	boss.presses("Шахматы 7")
	boss.says("шахматы")
	boss.sees("30 found", "the first 20")
	boss.says("оригами")
	boss.sees("“оригами”: 0 found")
}

func TestWhatIsTypedAtTheListAndIsNoNameIsAnsweredAsEver(t *testing.T) {
	h, boss := town(t)
	boss.says("/communities")
	boss.says("tomorrow 6-8pm, conference hall, 40 people, Lecture")
	boss.sees("Lecture", "Conference hall")
	boss.says("/communities")
	boss.seesNot("Type a word") // it would answer what is asked about the lecture
	boss.says("50 people")
	boss.sees("50")
	boss.says("/cancel")
	boss.says("/communities")
	boss.says("Thanks!")
	boss.seesNot("found")
	boss.says("/communities")
	boss.says("/my")
	boss.says("робот")
	boss.seesNot("found")
	boss.says("/communities")
	h.now = h.now.Add(25 * time.Hour)
	boss.says("робот")
	boss.seesNot("found")
}

func TestWhoIsNoAdminAnyMoreFindsNothing(t *testing.T) {
	h, boss := town(t)
	boss.says("/communities")
	h.commit(store.Change{Staff: &space.Staff{Removed: []int64{theBoss}}})
	boss.says("робот")
	boss.seesNot("found", "Робототехника")
}
