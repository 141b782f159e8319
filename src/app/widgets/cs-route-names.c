/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-deadline.h"
#include "cs-route-names.h"

typedef struct
{
  char *name;
  char *detail;
} Entry;

struct _CsRouteNames
{
  GHashTable *entries[CS_N_PARTY_KINDS];  /* id (gint64 *) to Entry; owned */
};

static void
entry_free (Entry *entry)
{
  g_free (entry->name);
  g_free (entry->detail);
  g_free (entry);
}

CsRouteNames *
cs_route_names_new (void)
{
  CsRouteNames *self = g_new0 (CsRouteNames, 1);

  for (guint i = 0; i < CS_N_PARTY_KINDS; i++)
    self->entries[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) entry_free);

  return self;
}

void
cs_route_names_free (CsRouteNames *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < CS_N_PARTY_KINDS; i++)
    g_hash_table_unref (self->entries[i]);
  g_free (self);
}

void
cs_route_names_add (CsRouteNames *self,
                    CsPartyKind   kind,
                    gint64        id,
                    const char   *name,
                    const char   *detail)
{
  Entry *entry = g_new0 (Entry, 1);

  g_return_if_fail (self != NULL);

  entry->name = g_strdup (name);
  entry->detail = g_strdup (detail);
  g_hash_table_insert (self->entries[kind], g_memdup2 (&id, sizeof id), entry);
}

static const Entry *
find (const CsRouteNames *self,
      const CsParty      *party)
{
  return self != NULL ? g_hash_table_lookup (self->entries[party->kind], &party->target) : NULL;
}

char *
cs_route_names_party_title (const CsRouteNames *self,
                            const CsParty      *party)
{
  const Entry *entry;

  g_return_val_if_fail (party != NULL, NULL);

  if (cs_party_kind_has_role (party->kind))
    return g_strdup (cs_role_label (party->role));
  if ((entry = find (self, party)) != NULL)
    return g_strdup (entry->name);

  return g_strdup (party->kind == CS_PARTY_POSITION ? _("A position yet to be chosen") : _("A person yet to be chosen"));
}

char *
cs_route_names_party_detail (const CsRouteNames *self,
                             const CsParty      *party)
{
  const Entry *entry = find (self, party);

  g_return_val_if_fail (party != NULL, NULL);

  switch (party->kind)
    {
    case CS_PARTY_ROLE_IN_OWN_SECTION:
      /* Translators: under a role: "Reviewer / of the post’s section". */
      return g_strdup (_("of the post’s section"));
    case CS_PARTY_ROLE_IN_SECTION:
      /* Translators: under a role: "Reviewer / of Economy and Statistics", the name of a section. */
      return entry != NULL ? g_strdup_printf (_("of %s"), entry->name) : g_strdup (_("of a section yet to be chosen"));
    case CS_PARTY_ROLE_ANYWHERE:
      /* Translators: under a role: "Leader / anywhere in the office". */
      return g_strdup (_("anywhere in the office"));
    case CS_PARTY_PERSON:
    case CS_PARTY_POSITION:
    default:
      return g_strdup (entry != NULL ? entry->detail : "");
    }
}

char *
cs_route_names_party_sentence (const CsRouteNames *self,
                               const CsParty      *party)
{
  g_autofree char *title = cs_route_names_party_title (self, party);
  g_autofree char *detail = cs_route_names_party_detail (self, party);

  if (*detail == '\0')
    return g_steal_pointer (&title);
  if (party->kind == CS_PARTY_POSITION)
    /* Translators: a position and who holds it: "Director on Duty (now Helen Wright)". */
    return g_strdup_printf (C_("position and holder", "%s (%s)"), title, detail);

  /* Translators: a role and where: "Reviewer of the post’s section", "Leader anywhere in the office". */
  return g_strdup_printf (C_("role and where", "%s %s"), title, detail);
}

char *
cs_route_quorum_words (const CsStage *stage)
{
  g_return_val_if_fail (stage != NULL, NULL);

  if (stage->kind == CS_STAGE_COMMENT)
    return g_strdup (_("asked for comments; the post does not wait"));

  switch (stage->quorum)
    {
    case CS_QUORUM_ALL:
      return g_strdup (_("all of them"));
    case CS_QUORUM_COUNT:
      return g_strdup_printf (ngettext ("%u of them", "%u of them", stage->count), stage->count);
    case CS_QUORUM_EACH:
      return g_strdup (_("one from each, side by side"));
    case CS_QUORUM_ANY:
    default:
      if (stage->parties->len == 1 && !cs_party_kind_has_role (cs_stage_get_party (stage, 0)->kind))
        return g_strdup ("");
      return g_strdup (_("one of them"));
    }
}

static void
append_parties (const CsRouteNames *self,
                const CsStage      *stage,
                GString            *text)
{
  for (guint i = 0; i < stage->parties->len; i++)
    {
      g_autofree char *party = cs_route_names_party_sentence (self, cs_stage_get_party (stage, i));

      if (i > 0)
        /* Translators: between those who decide side by side. */
        g_string_append (text, C_("list of deciders", "; "));
      g_string_append (text, party);
    }
}

char *
cs_route_names_stage_sentence (const CsRouteNames *self,
                               const CsStage      *stage,
                               guint               number)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *quorum = cs_route_quorum_words (stage);

  g_return_val_if_fail (stage != NULL, NULL);

  /* Translators: number, title and kind of a stage: "2. Facts (Fact check): ". */
  g_string_append_printf (text, _("%u. %s (%s): "), number, stage->title, cs_stage_kind_label (stage->kind));
  append_parties (self, stage, text);
  if (*quorum != '\0')
    g_string_append_printf (text, " – %s", quorum);
  if (stage->minutes > 0)
    {
      g_autofree char *time = cs_minutes_words (stage->minutes);

      g_string_append_printf (text, " – %s", time);
    }
  if (stage->escalates.target != 0)
    {
      g_autofree char *to = cs_route_names_party_sentence (self, &stage->escalates);

      g_string_append (text, " – ");
      /* Translators: what happens when the time of a stage is over. */
      g_string_append_printf (text, _("then also %s"), to);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cs_route_names_route_sentence (const CsRouteNames *self,
                               const CsRoute      *route)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (route != NULL, NULL);

  for (guint i = 0; i < route->stages->len; i++)
    {
      g_autofree char *stage = cs_route_names_stage_sentence (self, cs_route_get_stage (route, i), i + 1);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", stage);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cs_route_stamp (const CsRoute *route)
{
  g_autoptr(GString) text = g_string_new (route->name);

  for (guint i = 0; i < route->stages->len; i++)
    {
      const CsStage *stage = cs_route_get_stage (route, i);

      g_string_append_printf (text, "\n%s\t%d\t%d\t%u\t%u\t%d:%" G_GINT64_FORMAT, stage->title, stage->kind,
                              stage->quorum, stage->count, stage->minutes, stage->escalates.kind, stage->escalates.target);
      for (guint j = 0; j < stage->parties->len; j++)
        {
          const CsParty *party = cs_stage_get_party (stage, j);

          g_string_append_printf (text, "\t%d:%u:%" G_GINT64_FORMAT, party->kind, party->role, party->target);
        }
      for (guint j = 0; j < stage->ticks->len; j++)
        g_string_append_printf (text, "\v%s", cs_stage_get_tick (stage, j));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
cs_stage_kind_icon (CsStageKind kind)
{
  switch (kind)
    {
    case CS_STAGE_SIGN_OFF:
      return "cs-seal-symbolic";
    case CS_STAGE_PROOF:
      return "tools-check-spelling-symbolic";
    case CS_STAGE_FACT_CHECK:
      return "edit-find-symbolic";
    case CS_STAGE_SECRECY:
      return "security-high-symbolic";
    case CS_STAGE_EXPERT:
      return "avatar-default-symbolic";
    case CS_STAGE_COMMENT:
      return "mail-reply-sender-symbolic";
    case CS_STAGE_REVIEW:
    default:
      return "cs-in-review-symbolic";
    }
}

const char *
cs_stage_kind_style (CsStageKind kind)
{
  switch (kind)
    {
    case CS_STAGE_SIGN_OFF:
      return "cs-green";
    case CS_STAGE_COMMENT:
      return "cs-grey";
    case CS_STAGE_REVIEW:
    case CS_STAGE_PROOF:
    case CS_STAGE_FACT_CHECK:
    case CS_STAGE_SECRECY:
    case CS_STAGE_EXPERT:
    default:
      return "cs-blue";
    }
}
