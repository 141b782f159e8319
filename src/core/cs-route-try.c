/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-route-try.h"

/* Who could fulfil a route. */

void
cs_stage_trial_free (CsStageTrial *trial)
{
  if (trial == NULL)
    return;

  g_array_unref (trial->who);
  g_free (trial);
}

typedef struct
{
  const CsRoute       *route;
  const CsOfficeShape *shape;
  CsChain              chain;   /* of the sample post */
  GPtrArray           *trials;  /* lent */
  GPtrArray           *places;  /* of GArray of guint: whom (by index) a place would take; owned */
  int                 *place_of;/* for each member, or -1; owned */
  gboolean            *spent;   /* for each member: a stage that takes all has taken him; owned */
} Try;

static const CsMember *
get_member (const Try *try,
            guint      index)
{
  return g_ptr_array_index (try->shape->members, index);
}

static gboolean
is_person (const Try *try,
           gint64     person)
{
  for (guint i = 0; i < try->shape->members->len; i++)
    if (get_member (try, i)->id == person)
      return !get_member (try, i)->retired;

  return FALSE;
}

static const CsPosition *
find_position (const Try *try,
               gint64     id)
{
  for (guint i = 0; i < try->shape->positions->len; i++)
    {
      const CsPosition *position = g_ptr_array_index (try->shape->positions, i);

      if (position->id == id && position->retired_at == 0)
        return position;
    }

  return NULL;
}

static gboolean
is_section (const Try *try,
            gint64     section)
{
  for (guint i = 0; i < try->shape->sections->len; i++)
    if (g_array_index (try->shape->sections, gint64, i) == section)
      return TRUE;

  return FALSE;
}

static gboolean
is_known (const Try     *try,
          const CsParty *party)
{
  switch (party->kind)
    {
    case CS_PARTY_PERSON:
      return is_person (try, party->target);

    case CS_PARTY_POSITION:
      return find_position (try, party->target) != NULL;

    case CS_PARTY_ROLE_IN_SECTION:
      return is_section (try, party->target);

    case CS_PARTY_ROLE_IN_OWN_SECTION:
    case CS_PARTY_ROLE_ANYWHERE:
    default:
      return TRUE;
    }
}

/* Whether @index belongs to the parties @mask of @stage and may decide there, or is asked. */
static gboolean
could (const Try *try,
       guint      stage,
       guint      index,
       guint32    mask)
{
  CsChain chain = try->chain;
  const CsMember *member = get_member (try, index);

  if (!(cs_chain_find_parties (&chain, stage, member->id) & mask))
    return FALSE;
  if (cs_route_get_stage (try->route, stage)->kind == CS_STAGE_COMMENT)
    return !member->retired;

  chain.stage = stage;

  return cs_chain_may_decide (&chain, member->id) == CS_MAY_DECIDE;
}

static GArray *
find_takers (const Try *try,
             guint      stage,
             guint32    mask)
{
  GArray *takers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < try->shape->members->len; i++)
    if (!try->spent[i] && could (try, stage, i, mask))
      g_array_append_val (takers, i);

  return takers;
}

/* Gives @place to somebody, moving others where that helps. */
static gboolean
fill_place (Try      *try,
            guint     place,
            gboolean *tried)
{
  const GArray *takers = g_ptr_array_index (try->places, place);

  for (guint i = 0; i < takers->len; i++)
    {
      guint taker = g_array_index (takers, guint, i);

      if (tried[taker])
        continue;

      tried[taker] = TRUE;
      if (try->place_of[taker] < 0 || fill_place (try, (guint) try->place_of[taker], tried))
        {
          try->place_of[taker] = (int) place;
          return TRUE;
        }
    }

  return FALSE;
}

/* One more place that only people of the parties @mask can take. */
static gboolean
add_place (Try     *try,
           guint    stage,
           guint32  mask)
{
  g_autofree gboolean *tried = g_new0 (gboolean, try->shape->members->len + 1);

  g_ptr_array_add (try->places, find_takers (try, stage, mask));

  return fill_place (try, try->places->len - 1, tried);
}

/* Who is taken by a stage that takes all is there no longer for a later one. */
static void
spend_all (Try                *try,
           const CsStageTrial *trial)
{
  for (guint i = 0; i < try->shape->members->len; i++)
    for (guint j = 0; j < trial->who->len; j++)
      if (get_member (try, i)->id == g_array_index (trial->who, gint64, j))
        try->spent[i] = TRUE;
}

static gboolean
fill_stage (Try                *try,
            guint               position,
            const CsStageTrial *trial)
{
  const CsStage *stage = cs_route_get_stage (try->route, position);
  gboolean filled = TRUE;

  if (stage->kind == CS_STAGE_COMMENT)
    return TRUE;

  switch (stage->quorum)
    {
    case CS_QUORUM_EACH:
      for (guint i = 0; i < stage->parties->len && filled; i++)
        filled = add_place (try, position, 1u << i);
      return filled;

    case CS_QUORUM_COUNT:
      for (guint i = 0; i < stage->count && filled; i++)
        filled = add_place (try, position, G_MAXUINT32);
      return filled;

    case CS_QUORUM_ALL:
      filled = add_place (try, position, G_MAXUINT32);
      spend_all (try, trial);
      return filled;

    case CS_QUORUM_ANY:
    default:
      return add_place (try, position, G_MAXUINT32);
    }
}

static gboolean
is_vacant (const Try     *try,
           const CsParty *party)
{
  return party->kind == CS_PARTY_POSITION && find_position (try, party->target)->holder == 0;
}

static gboolean
has_taker (const Try *try,
           guint      stage,
           guint32    mask)
{
  for (guint i = 0; i < try->shape->members->len; i++)
    if (could (try, stage, i, mask))
      return TRUE;

  return FALSE;
}

static const CsMember *
find_member (const Try *try,
             gint64     person)
{
  for (guint i = 0; i < try->shape->members->len; i++)
    if (get_member (try, i)->id == person)
      return get_member (try, i);

  return NULL;
}

/* To somebody who can do something about it, and not to the only one who let the time go by. */
static CsRouteFault
find_escalation_fault (const Try          *try,
                       const CsStage      *stage,
                       const CsStageTrial *trial)
{
  gint64 to = stage->escalates.kind == CS_PARTY_POSITION && stage->escalates.target != 0
              ? find_position (try, stage->escalates.target)->holder : stage->escalates.target;
  const CsMember *member = find_member (try, to);
  CsRoles never = CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR;

  if (to == 0)
    return CS_ROUTE_GOOD;
  if (member == NULL || member->retired || (member->roles & never) || !(member->roles & cs_stage_kind_roles (stage->kind)))
    return CS_ROUTE_POWERLESS;

  return trial->who->len == 1 && g_array_index (trial->who, gint64, 0) == to ? CS_ROUTE_CIRCULAR : CS_ROUTE_GOOD;
}

/* What the stage lacks by itself, whatever the others take. */
static CsRouteFault
find_own_fault (const Try          *try,
                guint               position,
                const CsStageTrial *trial)
{
  const CsStage *stage = cs_route_get_stage (try->route, position);
  gboolean vacant = FALSE;
  CsRouteFault fault;

  for (guint i = 0; i < stage->parties->len; i++)
    if (!is_known (try, cs_stage_get_party (stage, i)))
      return CS_ROUTE_UNKNOWN;
  if (stage->escalates.target != 0 && !is_known (try, &stage->escalates))
    return CS_ROUTE_UNKNOWN;
  if (stage->kind == CS_STAGE_COMMENT)
    return CS_ROUTE_GOOD;

  if ((fault = find_escalation_fault (try, stage, trial)) != CS_ROUTE_GOOD)
    return fault;

  for (guint i = 0; i < stage->parties->len; i++)
    {
      const CsParty *party = cs_stage_get_party (stage, i);

      vacant |= is_vacant (try, party);
      if (stage->quorum == CS_QUORUM_EACH && !has_taker (try, position, 1u << i))
        return is_vacant (try, party) ? CS_ROUTE_VACANT : trial->who->len > 0 ? CS_ROUTE_EMPTY_SIDE : CS_ROUTE_NOBODY;
    }

  if (trial->who->len == 0)
    return vacant ? CS_ROUTE_VACANT : CS_ROUTE_NOBODY;

  return stage->quorum == CS_QUORUM_COUNT && trial->who->len < stage->count ? CS_ROUTE_TOO_FEW : CS_ROUTE_GOOD;
}

static CsStageTrial *
try_stage (const Try *try,
           guint      stage)
{
  CsStageTrial *trial = g_new0 (CsStageTrial, 1);

  trial->who = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < try->shape->members->len; i++)
    if (could (try, stage, i, G_MAXUINT32))
      g_array_append_val (trial->who, get_member (try, i)->id);
  trial->fault = find_own_fault (try, stage, trial);

  return trial;
}

/* Only where each stage has people of its own: else nobody is to blame for being needed twice. */
static void
match (Try *try)
{
  for (guint i = 0; i < try->trials->len; i++)
    if (((CsStageTrial *) g_ptr_array_index (try->trials, i))->fault != CS_ROUTE_GOOD)
      return;

  for (guint i = 0; i < try->trials->len; i++)
    {
      CsStageTrial *trial = g_ptr_array_index (try->trials, i);

      if (!fill_stage (try, i, trial))
        {
          trial->fault = CS_ROUTE_NEEDED_TWICE;
          return;
        }
    }
}

GPtrArray *
cs_route_try (const CsRoute       *route,
              const CsOfficeShape *shape,
              gint64               section,
              gint64               author)
{
  GPtrArray *trials = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_stage_trial_free);
  g_autoptr(GArray) contributors = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) decisions = g_ptr_array_new ();
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree int *place_of = NULL;
  g_autofree gboolean *spent = NULL;
  Try try = { .route = route, .shape = shape, .trials = trials, .places = places };

  g_return_val_if_fail (route != NULL && shape != NULL, trials);

  place_of = g_new (int, shape->members->len + 1);
  spent = g_new0 (gboolean, shape->members->len + 1);
  for (guint i = 0; i < shape->members->len; i++)
    place_of[i] = -1;
  if (author != 0)
    g_array_append_val (contributors, author);

  try.place_of = place_of;
  try.spent = spent;
  try.chain.route = route;
  try.chain.state = CS_POST_IN_REVIEW;
  try.chain.section = section;
  try.chain.contributors = contributors;
  try.chain.decisions = decisions;
  try.chain.members = shape->members;
  try.chain.positions = shape->positions;
  try.chain.digest.bytes[0] = 1; /* any content: nobody has decided on it */
  for (guint i = 0; i < route->stages->len; i++)
    g_ptr_array_add (trials, try_stage (&try, i));
  match (&try);

  return trials;
}

static CsRouteFault
find_first_fault (const CsRoute       *route,
                  const CsOfficeShape *shape,
                  gint64               section,
                  gint64               author,
                  guint               *stage)
{
  g_autoptr(GPtrArray) trials = cs_route_try (route, shape, section, author);

  for (guint i = 0; i < trials->len; i++)
    {
      const CsStageTrial *trial = g_ptr_array_index (trials, i);

      if (trial->fault != CS_ROUTE_GOOD)
        {
          *stage = i;
          return trial->fault;
        }
    }

  return CS_ROUTE_GOOD;
}

/* Others may begin a post too; but what a route is for is what drafters write, and that is of their section. */
static gboolean
writes_in (const CsMember *member,
           gint64          section)
{
  return !member->retired && member->section == section && (member->roles & CS_ROLE_DRAFTER);
}

static gboolean
has_writer (const CsOfficeShape *shape,
            gint64               section)
{
  for (guint i = 0; i < shape->members->len; i++)
    if (writes_in (g_ptr_array_index (shape->members, i), section))
      return TRUE;

  return FALSE;
}

/* With people enough as long as somebody else writes; but those who could write may be the very ones who would have to decide. */
static CsRouteFault
find_section_fault (const CsRoute       *route,
                    const CsOfficeShape *shape,
                    gint64               section,
                    guint               *stage)
{
  CsRouteFault fault = find_first_fault (route, shape, section, 0, stage);

  if (fault != CS_ROUTE_GOOD || !has_writer (shape, section))
    return fault;

  for (guint i = 0; i < shape->members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (shape->members, i);

      if (writes_in (member, section) && find_first_fault (route, shape, section, member->id, stage) == CS_ROUTE_GOOD)
        return CS_ROUTE_GOOD;
    }

  return CS_ROUTE_ONLY_WRITERS;
}

static gboolean
anybody_writes (const CsOfficeShape *shape)
{
  for (guint i = 0; i < shape->sections->len; i++)
    if (has_writer (shape, g_array_index (shape->sections, gint64, i)))
      return TRUE;

  return has_writer (shape, 0);
}

GArray *
cs_route_find_gaps (const CsRoute       *route,
                    const CsOfficeShape *shape,
                    guint               *n_sections)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (CsRouteGap));
  gboolean somebody;

  g_return_val_if_fail (route != NULL && shape != NULL && n_sections != NULL, gaps);

  *n_sections = 0;
  somebody = anybody_writes (shape);
  for (guint i = 0; i <= shape->sections->len; i++)
    {
      CsRouteGap gap = { .section = i < shape->sections->len ? g_array_index (shape->sections, gint64, i) : 0 };

      if (somebody && !has_writer (shape, gap.section))
        continue;

      (*n_sections)++;
      if ((gap.fault = find_section_fault (route, shape, gap.section, &gap.stage)) != CS_ROUTE_GOOD)
        g_array_append_val (gaps, gap);
    }

  return gaps;
}
