/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the words of the headline layer stand. A card hangs on a thin line above its mark, its
 * words to the right of the line or to the left. No words meet words, no line crosses words. Cards
 * are placed one after the other, each as low as it can be; of many orders and sides, drawn from a
 * generator with a fixed seed and then changed a little at a time, the one with the least cost is
 * kept: height, words on the left, near cards out of order, and above all cards that found no
 * place. Where some find none the next by salience take their place, as long as there is room. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_STARTS 300 /* orders drawn anew; the other tries change the best one a little */
#define N_TRIES 1500
#define GAP_X 14.0f     /* between words side by side */
#define GAP_Y 13.0f     /* between words above each other */
#define LINE_RIGHT 4.0f /* air between a line and the words of others */
#define LINE_LEFT 8.0f
#define MIN_STEP 7.0    /* between two lines */
#define LEFT_COST 70.0
#define ORDER_COST 25.0
#define ORDER_REACH 160.0
#define UNPLACED_COST 5000.0
#define RESERVE_GAIN 3000.0 /* less than the cost of any for which it stands in */
#define MAX_STRETCH 1.8f
#define SALIENT_FIRST 7 /* of the tries, one in so many goes by salience */

typedef struct
{
  guint card;
  float x, l, r, y, h; /* y: top, in pixels below the top of the room */
  gboolean left;
} Spot;

typedef struct
{
  const TimelineLayout *layout;
  double                left, right;
  float                 height;
  float                 x[MAX_POOL]; /* of the lines, from @left */
} Room;

typedef struct
{
  Spot   spots[MAX_POOL];
  guint  n;
  double cost;
} Attempt;

static guint32
next_number (guint32 *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static const TimelineCard *
get_card (const Room *room,
          guint       i)
{
  return DLN_ROW (room->layout->cards, TimelineCard, i);
}

/* The lowest place on one side of the line; FALSE if there is none. */
static gboolean
find_place (const Room    *room,
            const Attempt *attempt,
            guint          card,
            gboolean       left,
            Spot          *spot)
{
  float width = get_card (room, card)->width, x = room->x[card];
  float lowest = room->height, highest = 0;

  *spot = (Spot){ card, x, left ? x - width : x, left ? x : x + width, 0,
                  get_card (room, card)->height, left };
  if (spot->l < 0 || spot->r > room->right - room->left)
    return FALSE;
  lowest -= spot->h;
  for (guint i = 0; i < attempt->n; i++)
    {
      const Spot *other = &attempt->spots[i];

      /* its words under my line: I stand below them; my words over its line: above its top */
      if (x > other->l - (other->left ? LINE_LEFT : LINE_RIGHT)
          && x < other->r + (other->left ? LINE_RIGHT : LINE_LEFT))
        highest = MAX (highest, other->y + other->h + 2);
      if (other->x > spot->l - (left ? LINE_LEFT : LINE_RIGHT)
          && other->x < spot->r + (left ? LINE_RIGHT : LINE_LEFT))
        lowest = MIN (lowest, other->y - spot->h - 2);
    }
  spot->y = lowest;
  for (gboolean moved = TRUE; moved && spot->y >= highest;)
    {
      moved = FALSE;
      for (guint i = 0; i < attempt->n; i++)
        {
          const Spot *other = &attempt->spots[i];

          if (spot->l < other->r + GAP_X && other->l < spot->r + GAP_X
              && spot->y < other->y + other->h + GAP_Y && other->y < spot->y + spot->h + GAP_Y)
            {
              spot->y = other->y - GAP_Y - spot->h - 0.01f;
              moved = TRUE;
            }
        }
    }
  return spot->y >= highest;
}

typedef struct
{
  guint    card;
  gboolean left; /* preferred */
  double   key;
} Turn;

static int
compare_turns (const void *a,
               const void *b)
{
  const Turn *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->card > y->card) - (x->card < y->card);
}

static guint
get_n_wanted (const Room *room)
{
  return MIN (room->layout->n_wanted, room->layout->cards->len);
}

static void
make_turns (const Room *room,
            guint       n,
            guint32    *seed,
            Turn       *turns)
{
  static const double amplitudes[] = { 0, 60, 160, 320 };
  static const double left_shares[] = { 0, 0.08, 0.15, 0.3, 0.45 };
  double amplitude = amplitudes[n % G_N_ELEMENTS (amplitudes)];
  double share = left_shares[n % G_N_ELEMENTS (left_shares)];
  int direction = n % 8 < 6 ? -1 : 1;
  guint n_cards = get_n_wanted (room);

  for (guint i = 0; i < n_cards; i++)
    {
      float width = get_card (room, i)->width, x = room->x[i];
      gboolean left = next_number (seed) / 16777216.0 < share;
      double shake = (next_number (seed) / 16777216.0 - 0.5) * amplitude;

      if (x + width > room->right - room->left)
        left = TRUE;
      if (x - width < 0)
        left = FALSE;
      turns[i] = (Turn){ i, left, direction * ((left && direction < 0 ? x - width : x) + shake) };
      if (n % SALIENT_FIRST == 0) /* what matters most chooses first */
        turns[i].key = i + shake / 40;
    }
  qsort (turns, n_cards, sizeof *turns, compare_turns);
}

/* Another order or other sides, near the best one so far. */
static void
shake_turns (const Room *room,
             guint32    *seed,
             Turn       *turns)
{
  guint n = get_n_wanted (room);
  guint n_moves = 1 + next_number (seed) % 3;

  for (guint i = 0; i < n_moves; i++)
    {
      guint from = next_number (seed) % n, to = next_number (seed) % n;
      Turn moved = turns[from];

      if (next_number (seed) % 2 != 0)
        moved.left = !moved.left;
      if (from < to)
        memmove (&turns[from], &turns[from + 1], (to - from) * sizeof *turns);
      else
        memmove (&turns[to + 1], &turns[to], (from - to) * sizeof *turns);
      turns[to] = moved;
    }
}

static void
add_order_cost (Attempt *attempt)
{
  for (guint i = 0; i < attempt->n; i++)
    for (guint j = 0; j < attempt->n; j++)
      {
        const Spot *a = &attempt->spots[i], *b = &attempt->spots[j];

        if (a->x < b->x && b->x - a->x < ORDER_REACH && a->y > b->y)
          attempt->cost += ORDER_COST;
      }
}

/* Puts a card where it costs least; FALSE if there is no place. */
static gboolean
place_card (const Room *room,
            const Turn *turn,
            Attempt    *attempt)
{
  for (guint side = 0; side < 2; side++)
    {
      gboolean left = side == 0 ? turn->left : !turn->left;
      Spot spot;

      if (!find_place (room, attempt, turn->card, left, &spot))
        continue;
      attempt->cost += room->height - spot.h - spot.y + (left ? LEFT_COST : 0) + side;
      attempt->spots[attempt->n++] = spot;
      return TRUE;
    }
  return FALSE;
}

/* The next by salience instead of those that found no place. */
static void
call_reserves (const Room *room,
               Attempt    *attempt)
{
  guint n = get_n_wanted (room);

  for (guint i = n; i < room->layout->cards->len && attempt->n < n; i++)
    {
      const TimelineCard *card = get_card (room, i);
      const Turn turn = { i, room->x[i] + card->width > room->right - room->left, 0 };

      if ((!card->filler || attempt->n < FEW_CARDS) && place_card (room, &turn, attempt))
        attempt->cost -= RESERVE_GAIN;
    }
}

static void
attempt_turns (const Room *room,
               const Turn *turns,
               Attempt    *attempt)
{
  guint n = get_n_wanted (room);

  attempt->n = 0;
  attempt->cost = 0;
  for (guint i = 0; i < n; i++)
    if (!place_card (room, &turns[i], attempt))
      {
        double rank = (double) (n - turns[i].card) / n; /* 1 = the most salient */

        attempt->cost += UNPLACED_COST * (1 + 12 * rank * rank * rank);
      }
  if (attempt->n < n)
    call_reserves (room, attempt);
  add_order_cost (attempt);
}

/* Lines that would lie on each other stand a little apart; they bend in the band. */
static void
spread_lines (Room *room)
{
  guint n = room->layout->cards->len;
  Turn order[MAX_POOL];
  double last = -G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    order[i] = (Turn){ i, FALSE, get_card (room, i)->anchor - room->left };
  qsort (order, n, sizeof *order, compare_turns);
  for (guint i = 0; i < n; i++)
    {
      double x = MAX (order[i].key, last + MIN_STEP);

      room->x[order[i].card] = CLAMP (x, 1, MAX (room->right - room->left - 1, 1));
      last = room->x[order[i].card];
    }
}

/* What is not needed in height widens the gaps. */
static void
apply (TimelineLayout *layout,
       const Room     *room,
       const Attempt  *attempt)
{
  float top = room->height, stretch = 1;

  for (guint i = 0; i < attempt->n; i++)
    top = MIN (top, attempt->spots[i].y);
  if (room->height > top + 1)
    stretch = MIN (MAX_STRETCH, room->height / (room->height - top));
  for (guint i = 0; i < layout->cards->len; i++)
    DLN_ROW (layout->cards, TimelineCard, i)->placed = FALSE;
  layout->cards_height = 0;
  for (guint i = 0; i < attempt->n; i++)
    {
      const Spot *spot = &attempt->spots[i];
      TimelineCard *card = DLN_ROW (layout->cards, TimelineCard, spot->card);
      float gap = (room->height - spot->y - spot->h) * stretch; /* below the words */

      card->placed = TRUE;
      card->left = spot->left;
      card->x = room->left + spot->x;
      card->y = gap + spot->h;
      layout->cards_height = MAX (layout->cards_height, card->y);
    }
}

/**
 * _dln_timeline_pack_cards:
 * @layout: its cards have their anchors and sizes; those that find a place get it
 * @left: edge of what is seen, in pixels from u = 0
 * @right: the other
 * @height: that there is above the band
 *
 * The same cards and edges give the same places. Time: O(tries * cards^2)
 */
void
_dln_timeline_pack_cards (TimelineLayout *layout,
                          double          left,
                          double          right,
                          float           height)
{
  Room room = { .layout = layout, .left = left, .right = right, .height = height };
  g_autofree Attempt *best = g_new0 (Attempt, 1);
  g_autofree Attempt *attempt = g_new0 (Attempt, 1);
  guint32 seed = 7;
  Turn turns[MAX_POOL], best_turns[MAX_POOL];

  if (layout->cards->len == 0)
    return;
  spread_lines (&room);
  best->cost = G_MAXDOUBLE;
  for (guint n = 0; n < N_TRIES; n++)
    {
      if (n < N_STARTS)
        make_turns (&room, n, &seed, turns);
      else
        {
          memcpy (turns, best_turns, sizeof turns);
          shake_turns (&room, &seed, turns);
        }
      attempt_turns (&room, turns, attempt);
      if (attempt->cost > best->cost)
        continue;
      *best = *attempt;
      memcpy (best_turns, turns, sizeof turns);
    }
  apply (layout, &room, best);
}
