package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

// keptMost bounds the statements that are kept. Ours are fewer; texts that are
// put together anew each time must not fill the memory.
const keptMost = 256

// pen is the one writing connection with the statements that were used on it.
// Reading a statement costs more than running it, so a transaction of a few
// statements would spend most of its time on that.
type pen struct {
	conn  *sql.Conn // nil: taken from the pool when it is needed
	stmts map[string]statement
}

// statement is what is used of a prepared one; forget closes it.
type statement interface {
	ExecContext(ctx context.Context, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, args ...any) *sql.Row
	Close() error
}

// takePen waits for the pen.
func (db *DB) takePen(ctx context.Context) (*pen, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case p := <-db.pen:
		if p.conn != nil {
			return p, nil
		}
		conn, err := db.writer.Conn(context.WithoutCancel(ctx))
		if err != nil {
			db.pen <- p
			return nil, err
		}
		p.conn, p.stmts = conn, map[string]statement{}
		return p, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// putBack gives the pen to the next one. After a failure, and at the end, its
// connection goes back to the pool, which knows what to do with a broken one.
func (db *DB) putBack(p *pen, good bool) error {
	var err error
	if !good || len(p.stmts) > keptMost {
		err = p.drop()
	}
	db.pen <- p
	if db.closed.Load() {
		err = errors.Join(err, db.closePen())
	}
	return err
}

// closePen returns the connection to the pool; if a transaction has it, that
// one does so when it ends.
func (db *DB) closePen() error {
	db.closed.Store(true)
	select {
	case p := <-db.pen:
		err := p.drop()
		db.pen <- p
		return err
	default:
		return nil
	}
}

func (p *pen) drop() error {
	if p.conn == nil {
		return nil
	}
	err := errors.Join(p.forget(), p.conn.Close())
	p.conn = nil
	return err
}

// forget closes what was prepared; a statement that is still open would keep
// the transaction from being taken back.
func (p *pen) forget() error {
	var errs []error
	for _, st := range p.stmts {
		errs = append(errs, st.Close())
	}
	clear(p.stmts)
	return errors.Join(errs...)
}

func (p *pen) prepared(ctx context.Context, query string) (statement, error) {
	if st, ok := p.stmts[query]; ok {
		return st, nil
	}
	st, err := p.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	p.stmts[query] = st
	return st, nil
}

// run runs a statement without arguments and results.
func (p *pen) run(ctx context.Context, query string) error {
	st, err := p.prepared(ctx, query)
	if err == nil {
		_, err = st.ExecContext(ctx)
	}
	return err
}
