package main

import (
	"testing"
	"time"

	"samovar/internal/redisserver"
)

func TestWritesThatAKillTakesAreCounted(t *testing.T) {
	const soon = 200 * time.Millisecond
	if answered, lost, err := killedAmid(redisserver.Options{}, soon); err != nil || answered == 0 || lost != answered {
		t.Errorf("of a Redis that keeps nothing %d of %d are lost, %v", lost, answered, err)
	}
	always := redisserver.Options{AppendOnly: true, Fsync: "always"}
	if answered, lost, err := killedAmid(always, soon); err != nil || answered == 0 || lost != 0 {
		t.Errorf("of one that keeps everything %d of %d are lost, %v", lost, answered, err)
	}
}
