/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amendment.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-content-private.h"

#define MAX_WORDS 2000 /* bytes */

typedef struct
{
  const char *nick;
  const char *label;
} Entry;

static const Entry kinds[] = {
  [CS_AMEND_CORRECTION] = { "correction", NC_("amendment", "Correction") },
  [CS_AMEND_WITHDRAWAL] = { "withdrawal", NC_("amendment", "Withdrawal") },
};

static const Entry reasons[] = {
  [CS_AMEND_FACT] = { "fact", NC_("reason of a correction", "A fact is wrong") },
  [CS_AMEND_FIGURE] = { "figure", NC_("reason of a correction", "A figure is wrong") },
  [CS_AMEND_WORDING] = { "wording", NC_("reason of a correction", "The wording misleads") },
  [CS_AMEND_PICTURE] = { "picture", NC_("reason of a correction", "A picture or film is wrong") },
  [CS_AMEND_LEGAL] = { "legal", NC_("reason of a correction", "A law or an order asks for it") },
  [CS_AMEND_PRIVACY] = { "privacy", NC_("reason of a correction", "It shows what is private") },
  [CS_AMEND_ACCOUNT] = { "account", NC_("reason of a correction", "It went out on the wrong account") },
  [CS_AMEND_OTHER] = { "other", NC_("reason of a correction", "Another reason") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == CS_N_AMEND_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (reasons) == CS_N_AMEND_REASONS);

static gboolean
find (const Entry *entries,
      guint        n_entries,
      const char  *nick,
      guint       *position)
{
  for (guint i = 0; nick != NULL && i < n_entries; i++)
    if (g_str_equal (entries[i].nick, nick))
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

const char *
cs_amend_kind_nick (CsAmendKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "");

  return kinds[kind].nick;
}

gboolean
cs_amend_kind_from_nick (const char  *nick,
                         CsAmendKind *kind)
{
  guint position;

  if (!find (kinds, G_N_ELEMENTS (kinds), nick, &position))
    return FALSE;

  *kind = (CsAmendKind) position;

  return TRUE;
}

const char *
cs_amend_kind_label (CsAmendKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "");

  return g_dpgettext2 (NULL, "amendment", kinds[kind].label);
}

const char *
cs_amend_reason_nick (CsAmendReason reason)
{
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (reasons), "");

  return reasons[reason].nick;
}

gboolean
cs_amend_reason_from_nick (const char    *nick,
                           CsAmendReason *reason)
{
  guint position;

  if (!find (reasons, G_N_ELEMENTS (reasons), nick, &position))
    return FALSE;

  *reason = (CsAmendReason) position;

  return TRUE;
}

const char *
cs_amend_reason_label (CsAmendReason reason)
{
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (reasons), "");

  return g_dpgettext2 (NULL, "reason of a correction", reasons[reason].label);
}

CsAmendment *
cs_amendment_new (gint64         post,
                  CsAmendKind    kind,
                  CsAmendReason  reason,
                  const char    *words)
{
  CsAmendment *amendment = g_new0 (CsAmendment, 1);

  amendment->post = post;
  amendment->kind = kind;
  amendment->reason = reason;
  amendment->words = g_strdup (words != NULL ? words : "");

  return amendment;
}

CsAmendment *
cs_amendment_copy (const CsAmendment *amendment)
{
  g_return_val_if_fail (amendment != NULL, NULL);

  return cs_amendment_new (amendment->post, amendment->kind, amendment->reason, amendment->words);
}

void
cs_amendment_free (CsAmendment *amendment)
{
  if (amendment == NULL)
    return;

  g_free (amendment->words);
  g_free (amendment);
}

char *
cs_amendment_describe (const CsAmendment *amendment)
{
  const char *reason;
  g_autofree char *said = NULL;

  g_return_val_if_fail (amendment != NULL, NULL);

  reason = cs_amend_reason_label (amendment->reason);
  if (amendment->kind == CS_AMEND_WITHDRAWAL)
    /* Translators: %1$d is the number of a post, %2$s a reason such as “A fact is wrong” */
    said = g_strdup_printf (_("Withdraws post %1$d: it is taken down on each of these accounts. Reason: %2$s."),
                            (int) amendment->post, reason);
  else
    /* Translators: %1$d is the number of a post, %2$s a reason such as “A fact is wrong” */
    said = g_strdup_printf (_("Corrects post %1$d, and answers it on each account on which it is out. Reason: %2$s."),
                            (int) amendment->post, reason);
  if (*amendment->words == '\0')
    return g_steal_pointer (&said);

  /* Translators: a sentence about a correction, then what a person wrote about its reason */
  return g_strdup_printf (C_("correction", "%1$s “%2$s”"), said, amendment->words);
}

void
cs_amendment_write (GString           *json,
                    const CsAmendment *amendment)
{
  cs_write_text (json, ",\"amends\":{\"kind\":", cs_amend_kind_nick (amendment->kind));
  g_string_append_printf (json, ",\"post\":%" G_GINT64_FORMAT, amendment->post);
  cs_write_text (json, ",\"reason\":", cs_amend_reason_nick (amendment->reason));
  cs_write_text_if_set (json, ",\"words\":", amendment->words);
  g_string_append_c (json, '}');
}

CsAmendment *
cs_amendment_read (JsonObject  *object,
                   GError     **error)
{
  static const char * const known[] = { "kind", "post", "reason", "words", NULL };
  g_autoptr(CsAmendment) amendment = cs_amendment_new (0, CS_AMEND_CORRECTION, CS_AMEND_OTHER, NULL);
  g_autofree char *kind = NULL;
  g_autofree char *reason = NULL;

  if (!cs_read_check_members (object, "amends.", known, error) ||
      !cs_read_text (object, "amends.", "kind", &kind, error) ||
      !cs_read_integer (object, "amends.", "post", 1, G_MAXINT64, &amendment->post, error) ||
      !cs_read_text (object, "amends.", "reason", &reason, error) ||
      !cs_read_text (object, "amends.", "words", &amendment->words, error))
    return NULL;

  if (kind == NULL || !cs_amend_kind_from_nick (kind, &amendment->kind))
    cs_read_refuse (error, "amends.", "kind", "is not known");
  else if (reason == NULL || !cs_amend_reason_from_nick (reason, &amendment->reason))
    cs_read_refuse (error, "amends.", "reason", "is not known");
  else if (amendment->post == 0)
    cs_read_refuse (error, "amends.", "post", "is missing");
  else if (strlen (amendment->words) > MAX_WORDS)
    cs_read_refuse_large (error, "amends.", "words", "is too long");
  else
    return g_steal_pointer (&amendment);

  return NULL;
}
