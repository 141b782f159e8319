/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-enums.h"
#include "cs-journal.h"

static CsJournalEntry *
make_entry (gint64         sequence,
            gint64         at,
            gint64         actor,
            gint64         post,
            CsJournalKind  kind,
            const char    *details)
{
  CsJournalEntry *entry = cs_journal_entry_new ();

  entry->sequence = sequence;
  entry->at = at;
  entry->actor = actor;
  entry->post = post;
  entry->kind = kind;
  g_free (entry->details);
  entry->details = g_strdup (details);

  return entry;
}

static void
assert_hash (const CsJournalEntry *entry,
             const char           *wanted)
{
  CsDigest hash = cs_journal_entry_compute_hash (entry);
  g_autofree char *hex = cs_digest_to_hex (&hash);

  g_assert_cmpstr (hex, ==, wanted);
}

static void
test_hash (void)
{
  g_autoptr(CsJournalEntry) first =
    make_entry (1, G_GINT64_CONSTANT (1764000000000000), 0, 0, CS_JOURNAL_OFFICE_MADE, "{\"name\":\"东湖街道\"}");
  g_autoptr(CsJournalEntry) second =
    make_entry (2, G_GINT64_CONSTANT (1764000000000001), 7, -1, CS_JOURNAL_DECIDED, "{}");

  g_test_summary ("The hash is the one that another program computes from the description in cs-journal.h");
  /* Python: sha256(b"CSJ1" + previous + pack(">qqqq", sequence, at, actor, post)
   *                + pack(">I", len(kind)) + kind + pack(">I", len(details)) + details) */
  assert_hash (first, "b2b0db038c1b483311ee6da936bd03969d57547d88c647a7c6097ccdf9f75aad");
  second->previous = cs_journal_entry_compute_hash (first);
  assert_hash (second, "df057a7aa25e0002d8adf69f51f899f5020ff6acde3021a69d61a9f2e0d5f53e");
}

static void
test_every_field_counts (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_test_summary ("A change of any field of an entry changes its hash; its own hash is not part of it");
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(CsJournalEntry) entry = make_entry (5, 6, 7, 8, CS_JOURNAL_REVISED, "{\"number\":1}");
      CsDigest hash;

      entry->sequence += i == 1;
      entry->at += i == 2;
      entry->actor += i == 3;
      entry->post += i == 4;
      entry->kind = i == 5 ? CS_JOURNAL_SUBMITTED : entry->kind;
      entry->details[10] = i == 6 ? '2' : entry->details[10];
      entry->previous.bytes[31] = i == 7;
      hash = cs_journal_entry_compute_hash (entry);
      g_assert_true (g_hash_table_add (seen, cs_digest_to_hex (&hash)));

      entry->hash = hash;
      hash = cs_journal_entry_compute_hash (entry);
      g_assert_true (cs_digest_equal (&hash, &entry->hash));
    }
}

static void
test_nicks (void)
{
  CsJournalKind kept = CS_JOURNAL_DECIDED;

  g_test_summary ("Every kind has a nick that leads back to it");
  for (CsJournalKind kind = 0; kind < CS_N_JOURNAL_KINDS; kind++)
    {
      CsJournalKind read = CS_JOURNAL_RESTORED;

      g_assert_true (cs_journal_kind_from_nick (cs_journal_kind_nick (kind), &read));
      g_assert_cmpint (read, ==, kind);
    }
  g_assert_false (cs_journal_kind_from_nick ("no-such-kind", &kept));
  g_assert_false (cs_journal_kind_from_nick (NULL, &kept));
  g_assert_cmpint (kept, ==, CS_JOURNAL_DECIDED);
  g_assert_cmpstr (cs_journal_kind_nick (CS_JOURNAL_PUBLICATION_READ_BACK), ==, "publication-read-back");
}

static const struct { CsJournalKind kind; const char *who; const char *details; const char *sentence; } told[] = {
  { CS_JOURNAL_OFFICE_MADE, "Li Na", "{\"name\":\"East Lake\"}", "Li Na made the office “East Lake”." },
  { CS_JOURNAL_PERSON_ADDED, "Li Na", "{\"login\":\"ww\",\"name\":\"Wang Wei\",\"person\":3,\"roles\":\"drafter,leader\"}",
    "Li Na added Wang Wei (Drafter, Leader)." },
  { CS_JOURNAL_PERSON_ADDED, "Li Na", "{\"name\":\"Wang Wei\",\"roles\":5}", "Li Na added Wang Wei (Drafter, Leader)." },
  { CS_JOURNAL_PERSON_CHANGED, "Li Na", "{\"name\":\"Wang Wei\",\"roles\":\"\"}",
    "Li Na changed the entry of Wang Wei (no role)." },
  { CS_JOURNAL_PERSON_RETIRED, "Li Na", "{\"name\":\"Wang Wei\"}", "Li Na retired Wang Wei." },
  { CS_JOURNAL_PASSWORD_SET, "Li Na", "{}", "Li Na set a new password." },
  { CS_JOURNAL_PASSWORD_SET, "Li Na", "{\"name\":\"Li Na\"}", "Li Na set a new password." },
  { CS_JOURNAL_PASSWORD_SET, "Li Na", "{\"name\":\"Wang Wei\"}", "Li Na set a new password for Wang Wei." },
  { CS_JOURNAL_SECTION_ADDED, "Li Na", "{\"name\":\"Roads\",\"section\":2}", "Li Na added the section “Roads”." },
  { CS_JOURNAL_ROUTE_ADDED, "Li Na", "{\"name\":\"Normal\",\"route\":2,\"version\":4}",
    "Li Na set version 4 of the route “Normal”." },
  { CS_JOURNAL_ACCOUNT_ADDED, "Li Na", "{\"account\":1,\"handle\":\"@lake@example.org\",\"network\":\"mastodon\"}",
    "Li Na connected the account @lake@example.org." },
  { CS_JOURNAL_SIGN_IN_LOCKED, NULL, "{\"login\":\"ln\"}",
    "Sign-in as “ln” was closed for a while after too many wrong passwords." },
  { CS_JOURNAL_POST_CREATED, "Li Na", "{}", "Li Na began the post." },
  { CS_JOURNAL_CONTRIBUTED, "Li Na", "{}", "Li Na wrote part of the post and no longer decides on it." },
  { CS_JOURNAL_REVISED, "Li Na", "{\"digest\":\"00\",\"number\":3,\"revision\":9}", "Li Na made version 3." },
  { CS_JOURNAL_SUBMITTED, "Li Na", "{\"number\":3}", "Li Na submitted version 3." },
  { CS_JOURNAL_DECIDED, "Li Na",
    "{\"number\":3,\"reason\":\"\",\"stage\":0,\"stage_title\":\"Section review\",\"verdict\":\"approve\"}",
    "Li Na approved version 3 at “Section review”." },
  { CS_JOURNAL_DECIDED, "Li Na", "{\"number\":3,\"reason\":\"Well done.\",\"stage_title\":\"Review\",\"verdict\":\"approve\"}",
    "Li Na approved version 3 at “Review”: Well done." },
  { CS_JOURNAL_DECIDED, "Li Na",
    "{\"number\":3,\"reason\":\"100 %s wrong\",\"stage_title\":\"Review\",\"verdict\":\"return\"}",
    "Li Na returned version 3 at “Review”: 100 %s wrong" },
  { CS_JOURNAL_DECIDED, "Li Na", "{\"number\":3,\"reason\":\"No\",\"stage_title\":\"Review\",\"verdict\":\"reject\"}",
    "Li Na rejected version 3 at “Review”: No" },
  { CS_JOURNAL_STATE_CHANGED, "Li Na", "{\"act\":\"sign\",\"from\":\"in-review\",\"to\":\"signed\"}",
    "The post is signed: every stage is fulfilled." },
  { CS_JOURNAL_STATE_CHANGED, NULL, "{\"act\":\"edit\",\"from\":\"draft\",\"to\":\"draft\"}",
    "The state of the post is now: Draft." },
  { CS_JOURNAL_RESCHEDULED, "Li Na", "{\"from\":0,\"release\":\"at-once\",\"to\":0,\"zone\":\"UTC\"}",
    "Li Na set the post to go out as soon as it is signed." },
  { CS_JOURNAL_RESCHEDULED, "Li Na", "{\"from\":0,\"release\":\"at-time\",\"to\":1764000000000000,\"zone\":\"UTC\"}",
    "Li Na set the release to Monday, 24 November 2025, 16:00 (UTC)." },
  { CS_JOURNAL_RESCHEDULED, "Li Na",
    "{\"from\":1764000000000000,\"release\":\"at-time\",\"to\":1764003600000000,\"zone\":\"Asia/Shanghai\"}",
    "Li Na moved the release from Tuesday, 25 November 2025, 00:00 (Asia/Shanghai) "
    "to Tuesday, 25 November 2025, 01:00 (Asia/Shanghai)." },
  { CS_JOURNAL_PUBLICATION_ARMED, NULL, "{\"account\":1,\"handle\":\"@a@b\",\"publication\":1,\"segment\":0}",
    "Sending to @a@b began." },
  { CS_JOURNAL_PUBLICATION_SETTLED, NULL, "{\"error\":\"\",\"handle\":\"@a@b\",\"state\":\"sent\",\"url\":\"https://b/1\"}",
    "Published on @a@b: https://b/1" },
  { CS_JOURNAL_PUBLICATION_SETTLED, NULL, "{\"error\":\"refused\",\"handle\":\"@a@b\",\"state\":\"not-sent\",\"url\":\"\"}",
    "Not published on @a@b. The network refused this, so nothing was published." },
  { CS_JOURNAL_PUBLICATION_SETTLED, NULL, "{\"error\":\"\",\"handle\":\"@a@b\",\"state\":\"unknown\",\"url\":\"\"}",
    "It is not known whether this reached @a@b. It is not sent again until that is clear." },
  { CS_JOURNAL_PUBLICATION_RESOLVED, "Li Na", "{\"handle\":\"@a@b\",\"publication\":1,\"sent\":true,\"url\":\"\"}",
    "Li Na looked and found it published on @a@b." },
  { CS_JOURNAL_PUBLICATION_RESOLVED, "Li Na", "{\"handle\":\"@a@b\",\"publication\":1,\"sent\":false,\"url\":\"\"}",
    "Li Na looked and did not find it on @a@b." },
  { CS_JOURNAL_PUBLICATION_READ_BACK, NULL, "{\"handle\":\"@a@b\",\"publication\":1,\"result\":\"same\"}",
    "Read back from @a@b: it is what was signed." },
  { CS_JOURNAL_PUBLICATION_READ_BACK, NULL, "{\"handle\":\"%s%n\",\"publication\":1,\"result\":\"gone\"}",
    "Read back from %s%n: it is no longer there." },
  { CS_JOURNAL_BACKED_UP, NULL, "{}", "Countersign made a backup of the office." },
};

static void
test_sentences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *sentence = cs_journal_sentence (told[i].kind, told[i].who, told[i].details);

      g_assert_cmpstr (sentence, ==, told[i].sentence);
    }
}

static void
test_any_details (void)
{
  static const char * const odd[] = {
    NULL, "", "{}", "[]", "not json", "{\"number\":\"three\",\"name\":7,\"roles\":[],\"verdict\":{},\"act\":1,\"to\":\"x\"}",
    "{\"roles\":99999999999,\"number\":-1,\"from\":-999999999999999999,\"to\":999999999999999999,\"zone\":\"Moon/Base\"}",
    "{\"verdict\":\"maybe\",\"state\":\"lost\",\"result\":\"odd\",\"release\":\"never\"}",
  };

  g_test_summary ("Every kind has a sentence, whatever the details");
  for (CsJournalKind kind = 0; kind < CS_N_JOURNAL_KINDS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
      {
        g_autofree char *sentence = cs_journal_sentence (kind, i % 2 ? "Li Na" : NULL, odd[i]);

        g_assert_nonnull (sentence);
        g_assert_cmpuint (strlen (sentence), >, 5);
        g_assert_true (g_utf8_validate (sentence, -1, NULL));
      }
}

static void
test_every_state_change (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_test_summary ("Each act but editing, which changes no state, has a sentence of its own");
  for (CsPostAct act = CS_ACT_SUBMIT; act < CS_N_POST_ACTS; act++)
    {
      g_autofree char *details = g_strdup_printf ("{\"act\":\"%s\"}", cs_post_act_nick (act));

      g_assert_true (g_hash_table_add (seen, cs_journal_sentence (CS_JOURNAL_STATE_CHANGED, "Li Na", details)));
    }
  g_assert_false (g_hash_table_contains (seen, "The state of the post changed."));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/journal/hash", test_hash);
  g_test_add_func ("/core/journal/every-field-counts", test_every_field_counts);
  g_test_add_func ("/core/journal/nicks", test_nicks);
  g_test_add_func ("/core/journal/sentences", test_sentences);
  g_test_add_func ("/core/journal/any-details", test_any_details);
  g_test_add_func ("/core/journal/every-state-change", test_every_state_change);

  return g_test_run ();
}
