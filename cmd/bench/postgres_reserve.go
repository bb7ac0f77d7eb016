package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"samovar/internal/space"
	"samovar/internal/store"
)

// bookingTable is what an engineer would begin with: the database itself refuses
// two bookings of a room that overlap.
const bookingTable = `CREATE EXTENSION btree_gist;
CREATE TABLE booking (
  id text PRIMARY KEY, room text NOT NULL, held tstzrange NOT NULL, body jsonb NOT NULL,
  EXCLUDE USING gist (room WITH =, held WITH &&));
`

// restTables keep what a reservation writes besides: the people expected in each
// quarter of an hour, never more than the building holds; the conversation that
// ends, the person, the update's mark, what the clock has to do, the log, the
// lists of who asked, and the messages to send.
const restTables = `
CREATE TABLE heads (bucket bigint PRIMARY KEY, n int NOT NULL CHECK (n <= 250));
CREATE TABLE session (chat bigint PRIMARY KEY, body jsonb NOT NULL);
CREATE TABLE person (id bigint PRIMARY KEY, body jsonb NOT NULL);
CREATE TABLE handled (event bigint PRIMARY KEY);
CREATE TABLE due (name text PRIMARY KEY, at timestamptz NOT NULL);
CREATE INDEX ON due (at);
CREATE TABLE log (booking text NOT NULL, at timestamptz NOT NULL, body jsonb NOT NULL);
CREATE INDEX ON log (booking, at);
CREATE TABLE outbox (id bigserial PRIMARY KEY, chat bigint NOT NULL, body jsonb NOT NULL);
CREATE TABLE booked_by (resident bigint NOT NULL, community text NOT NULL, start timestamptz NOT NULL, booking text PRIMARY KEY);
CREATE INDEX ON booked_by (resident, start);
CREATE INDEX ON booked_by (community, start);
`

// The statements of a reservation. Each is prepared once a connection.
//
// The first fails, by dividing by zero, where the slot is taken. A plain INSERT
// fails too, but two of them for one taken slot can wait for each other first,
// until PostgreSQL resolves the deadlock after a second.
const (
	insertBooking = `WITH made AS (INSERT INTO booking VALUES ($1, $2, tstzrange($3, $4), $5) ON CONFLICT DO NOTHING RETURNING 1)
SELECT 1 / count(*) FROM made`
	addHeads = `INSERT INTO heads SELECT b, $3 FROM generate_series($1::bigint, $2::bigint) b
ON CONFLICT (bucket) DO UPDATE SET n = heads.n + excluded.n`
	markHandled = `INSERT INTO handled VALUES ($1)`
	endSession  = `DELETE FROM session WHERE chat = $1`
	writePerson = `INSERT INTO person VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = excluded.body`
	addDue      = `INSERT INTO due SELECT * FROM unnest($1::text[], $2::timestamptz[])`
	addLog      = `INSERT INTO log VALUES ($1, $2, $3)`
	addList     = `INSERT INTO booked_by VALUES ($1, $2, $3, $4)`
	addOut      = `INSERT INTO outbox (chat, body) SELECT * FROM unnest($1::bigint[], $2::jsonb[])`
)

// inPostgres is a way to reserve there: what tables it needs, and what is sent
// for a request, all in one round trip and one transaction.
type inPostgres struct {
	tables string
	begin  func(i int64, now time.Time) *pgx.Batch // the conversation before it; nil without
	send   func(p *space.Point, i int64, now time.Time) (*pgx.Batch, error)
}

// bare writes the booking alone, as the constraint allows.
func bare() inPostgres {
	return inPostgres{bookingTable, nil, func(p *space.Point, i int64, now time.Time) (*pgx.Batch, error) {
		batch := &pgx.Batch{}
		return batch, queueBooking(batch, request(p, i, now).Bookings[0].After)
	}}
}

// whole writes all that ours does, and keeps the building's headcount.
func whole() inPostgres {
	return inPostgres{bookingTable + restTables, writeTalk, queueWhole}
}

func writeTalk(i int64, now time.Time) *pgx.Batch {
	person, session := talk(i, now)
	batch := &pgx.Batch{}
	batch.Queue(writePerson, person.ID, person)
	batch.Queue(`INSERT INTO session VALUES ($1, $2)`, session.Chat, session)
	return batch
}

func queueWhole(p *space.Point, i int64, now time.Time) (*pgx.Batch, error) {
	c, batch := request(p, i, now), &pgx.Batch{}
	b := c.Bookings[0].After
	if err := queueBooking(batch, b); err != nil {
		return nil, err
	}
	from, to := b.Buckets()
	batch.Queue(addHeads, from, to-1, b.Headcount)
	batch.Queue(markHandled, c.Event)
	batch.Queue(endSession, c.EndSession.Chat)
	batch.Queue(writePerson, c.People[0].ID, c.People[0])
	queueDue(batch, p.Agenda(b, now))
	batch.Queue(addLog, b.ID, now, b.Resident)
	batch.Queue(addList, b.Resident.ID, b.Community, b.Start, b.ID)
	return batch, queueOuts(batch, c)
}

func queueBooking(batch *pgx.Batch, b space.Booking) error {
	body, err := json.Marshal(b)
	print := b.Footprint()
	batch.Queue(insertBooking, b.ID, b.Room, print.Start, print.End, body)
	return err
}

func queueDue(batch *pgx.Batch, due []space.Due) {
	var names []string
	var at []time.Time
	for _, d := range due {
		names, at = append(names, d.Name()), append(at, d.At)
	}
	batch.Queue(addDue, names, at)
}

func queueOuts(batch *pgx.Batch, c store.Change) error {
	var chats []int64
	var bodies []string
	for _, o := range c.Outs {
		body, err := json.Marshal(o)
		if err != nil {
			return fmt.Errorf("encode message: %w", err)
		}
		chats, bodies = append(chats, o.Chat), append(bodies, string(body))
	}
	batch.Queue(addOut, chats, bodies)
	return nil
}

// reserve asks a fresh PostgreSQL for the slots that ours is asked for, by as
// many clients, each with a connection, and returns how many bookings a second
// were written. The slot that every tenth wants is taken before the clock
// starts.
func (way inPostgres) reserve(ctx context.Context, b *bench) (rate float64, err error) {
	server, err := b.startPostgres(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, server.end()) }()
	point, err := examplePoint()
	if err != nil {
		return 0, err
	}
	now := time.Now().UTC()
	conns, err := server.prepared(ctx, way)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, closeAll(ctx, conns)) }()
	if err := way.prepare(ctx, conns, point, now); err != nil {
		return 0, fmt.Errorf("prepare: %w", err)
	}
	return way.measure(ctx, conns, point, now)
}

// prepared are the connections, the tables made.
func (p *postgres) prepared(ctx context.Context, way inPostgres) ([]*pgx.Conn, error) {
	conns := make([]*pgx.Conn, clients)
	for i := range conns {
		var err error
		if conns[i], err = p.connect(ctx); err != nil {
			return nil, fmt.Errorf("connect to postgresql: %w", err)
		}
	}
	if _, err := conns[0].Exec(ctx, way.tables); err != nil {
		return nil, fmt.Errorf("make tables: %w", err)
	}
	return conns, nil
}

func closeAll(ctx context.Context, conns []*pgx.Conn) error {
	var all []error
	for _, c := range conns {
		all = append(all, c.Close(ctx))
	}
	return errors.Join(all...)
}

// prepare writes the conversations, and number 0's booking.
func (way inPostgres) prepare(ctx context.Context, conns []*pgx.Conn, point *space.Point, now time.Time) error {
	if way.begin != nil {
		if err := byEach(func(client int, i int64) error {
			return conns[client].SendBatch(ctx, way.begin(i, now)).Close()
		}); err != nil {
			return err
		}
	}
	first, err := way.send(point, 0, now)
	if err != nil {
		return err
	}
	return conns[0].SendBatch(ctx, first).Close()
}

func (way inPostgres) measure(ctx context.Context, conns []*pgx.Conn, point *space.Point, now time.Time) (float64, error) {
	var granted, refused atomic.Int64
	began := time.Now()
	err := byEach(func(client int, i int64) error {
		if i == 0 {
			return nil
		}
		batch, err := way.send(point, i, now)
		if err == nil {
			err = conns[client].SendBatch(ctx, batch).Close()
		}
		if excluded(err) && i%collideEvery == 0 {
			refused.Add(1)
			return nil
		}
		granted.Add(1)
		return err
	})
	took := time.Since(began)
	if err == nil && refused.Load() != wanted/collideEvery-1 {
		err = fmt.Errorf("%d were refused, not all but one of %d", refused.Load(), wanted/collideEvery)
	}
	return float64(granted.Load()) / took.Seconds(), err
}

// excluded says whether the slot was taken: see insertBooking.
func excluded(err error) bool {
	var refusal *pgconn.PgError
	return errors.As(err, &refusal) && refusal.Code == "22012"
}
