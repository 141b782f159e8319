/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-cost.h"

static const struct
{
  const char    *first;
  const char    *second;  /* or NULL */
  guint          n_alt;   /* pictures with an alt text, and one without */
  CsNetworkKind  network;
  const char    *access;
  gboolean       known;
  gint64         amount;
  guint          n_with_links;
} cases[] = {
  { "The bridge opens on Monday.", NULL, 0, CS_NETWORK_X, "self-serve", TRUE, 15000, 0 },
  { "See https://city.example.org/bridge", NULL, 0, CS_NETWORK_X, "self-serve", TRUE, 200000, 1 },
  { "See example.org for more", NULL, 0, CS_NETWORK_X, "self-serve", TRUE, 200000, 1 },
  { "One", "See https://a.example.org and https://b.example.org", 0, CS_NETWORK_X, "self-serve", TRUE, 215000, 1 },
  { "Two pictures", NULL, 2, CS_NETWORK_X, "self-serve", TRUE, 25000, 0 },
  { "The bridge opens on Monday.", NULL, 0, CS_NETWORK_X, "enterprise", FALSE, 0, 0 },
  { "The bridge opens on Monday.", NULL, 0, CS_NETWORK_X, "", FALSE, 0, 0 },
  { "The bridge opens on Monday.", NULL, 0, CS_NETWORK_MASTODON, "self-serve", FALSE, 0, 0 },
};

static void
add_picture (CsSegment  *segment,
             const char *alt_text)
{
  CsMediaItem *item = cs_media_item_new ();

  g_free (item->alt_text);
  item->alt_text = g_strdup (alt_text);
  g_ptr_array_add (segment->media, item);
}

static CsContent *
make_content (guint i)
{
  CsContent *content = cs_content_new ();
  CsSegment *first = cs_content_get_segment (content, 0);

  cs_content_add_account (content, 1);
  g_free (first->text);
  first->text = g_strdup (cases[i].first);
  for (guint j = 0; j < cases[i].n_alt; j++)
    add_picture (first, "A bridge");
  if (cases[i].n_alt > 0)
    add_picture (first, "");
  if (cases[i].second)
    {
      CsSegment *second = cs_segment_new ();

      g_free (second->text);
      second->text = g_strdup (cases[i].second);
      g_ptr_array_add (content->segments, second);
    }

  return content;
}

static void
test_estimate (void)
{
  g_test_summary ("What X asks for each part, thirteen times as much for one with a link; nothing where the price is not known");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CsContent) content = make_content (i);
      CsCost cost;

      g_assert_cmpint (cs_cost_estimate (content, 1, cases[i].network, cases[i].access, &cost), ==, cases[i].known);
      g_assert_cmpint (cost.amount, ==, cases[i].amount);
      g_assert_cmpuint (cost.n_with_links, ==, cases[i].n_with_links);
    }
}

static void
test_describe (void)
{
  const CsCost plain = { 15000, 0 };
  const CsCost dear = { 215000, 1 };
  g_autofree char *one = cs_cost_describe (&plain, "@city");
  g_autofree char *other = cs_cost_describe (&dear, "@city");

  g_test_summary ("The sentence names account and amount, and says what made it dear");
  g_assert_cmpstr (one, ==, "Publishing on @city costs about 0.015 US dollars of its credit.");
  g_assert_nonnull (strstr (other, "0.215"));
  g_assert_nonnull (strstr (other, "thirteen times"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cost/estimate", test_estimate);
  g_test_add_func ("/cost/describe", test_describe);

  return g_test_run ();
}
