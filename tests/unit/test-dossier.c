/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "office-fixture.h"

#include "cs-chart-drawing.h"
#include "cs-dossier-drawing.h"
#include "cs-evidence-client.h"
#include "cs-seal-client.h"
#include "cs-seal-drawing.h"
#include "pdf-pages.h"

/* With PRINTS=FOLDER in the environment the prints stay there, to be looked at. */

#define N_VERSIONS 20
#define N_DECISIONS 60
#define ENGLISH "The bridge over the Wen river stays closed until the gauge has fallen below three metres. "
#define CHINESE "文河大桥在水位降至三米以下之前继续封闭，请市民绕行北环路，并留意现场指示。"
#define ARABIC "يبقى الجسر مغلقا حتى ينخفض منسوب النهر إلى ما دون ثلاثة أمتار، والرجاء استعمال الطريق الشمالي. "
#define ADDRESS "https://statistics.example.gov/releases/2026/11/tables/transport/bridges/index.html?district=north&year=2026&format=table&" \
                "token_of_the_table=3f9a07c155de20b83f9a07c155de20b83f9a07c155de20b8&language=en#water-levels"

static char *
make_print (OfficeFixture *fixture,
            const char    *name)
{
  const char *kept = g_getenv ("PRINTS");

  return g_build_filename (kept ? kept : fixture->folder, name, NULL);
}

/* --- the print --- */

static CsContent *
make_content (guint number)
{
  CsContent *content = cs_content_new ();
  CsSegment *first = cs_content_get_segment (content, 0);

  g_free (first->text);
  first->text = g_strdup_printf ("%s" CHINESE ARABIC "Version %u of %d.", number % 2 ? ENGLISH : "The bridge is open again. ", number, N_VERSIONS);
  if (number > 3)
    {
      CsMediaItem *item = cs_media_item_new ();

      item->digest = cs_digest_of_bytes ("picture", 7);
      g_free (item->alt_text);
      item->alt_text = g_strdup (number > 6 ? "The gauge at the bridge, at three metres" : "The gauge");
      g_ptr_array_add (first->media, item);
    }
  for (guint i = 1; i <= 1 + number / 8; i++)
    cs_content_add_account (content, i);
  for (guint i = 0; i < number % 4; i++)
    g_ptr_array_add (content->sources, cs_source_new ("Statistics Office", "Water levels of the Wen river", "2026-11-20", ADDRESS));
  return content;
}

static void
add_versions (CsDossierPaper *paper)
{
  for (guint i = 1; i <= N_VERSIONS; i++)
    {
      CsPaperVersion *version = g_new0 (CsPaperVersion, 1);

      version->number = i;
      version->content = make_content (i);
      version->digest = cs_content_digest (version->content);
      version->author = g_strdup (i % 3 ? "Li Na 李娜" : "يوسف");
      version->at = FIXTURE_START + i * G_TIME_SPAN_HOUR;
      g_ptr_array_add (paper->versions, version);
    }
}

static void
add_decisions (CsDossierPaper *paper)
{
  static const char * const ticks[] = { "Language and wording", "Facts and sources", "事实与来源已核对", NULL };

  for (guint i = 0; i < N_DECISIONS; i++)
    {
      CsPaperDecision *decision = g_new0 (CsPaperDecision, 1);

      decision->number = 100 + i;
      decision->version = 1 + i / 3;
      decision->stage = g_strdup (i % 3 ? "Facts, sources, personal data and secrecy" : "一审");
      decision->person = g_strdup (i % 5 ? "Wang Wei 王伟" : "Li Na 李娜, signed for Director Zhang 张主任");
      decision->verdict = g_strdup (i % 3 == 2 ? "returned to “一审”" : "approved");
      decision->reason = g_strdup (i % 3 == 2 ? CHINESE ENGLISH : "");
      decision->ticks = i % 3 == 2 ? g_new0 (char *, 1) : g_strdupv ((char **) ticks);
      decision->lines = i % 7 == 0 ? 12 : 0;
      decision->at = FIXTURE_START + i * G_TIME_SPAN_HOUR;
      decision->digest = cs_digest_of_bytes (&i, sizeof i);
      decision->key = g_strdup (i ? "4, fingerprint 3f9a 07c1 55de 20b8\n6b72cd5ef42c22de29136d46a1408fe28bd8db265a4a8e14bfc900ace3ca63d6" : "");
      decision->signature = g_strnfill (128, i % 2 ? 'a' : '7');
      g_ptr_array_add (paper->decisions, decision);
    }
}

static void
add_rest (CsDossierPaper *paper)
{
  for (guint i = 0; i < 90; i++)
    {
      CsPaperEntry *entry = g_new0 (CsPaperEntry, 1);
      CsDigest digest = cs_digest_of_bytes (&i, sizeof i);

      entry->sequence = 1000000 + i;
      entry->at = FIXTURE_START + i * G_TIME_SPAN_MINUTE;
      entry->sentence = g_strdup (i % 3 ? "Wang Wei 王伟 approved version 3 at “Facts and sources”. 3 points were ticked." : CHINESE);
      entry->hash = cs_digest_to_hex (&digest);
      g_ptr_array_add (paper->entries, entry);
    }

  for (guint i = 0; i < 3; i++)
    {
      CsPaperPublication *publication = g_new0 (CsPaperPublication, 1);

      publication->account = g_strdup ("City of Beihe 北河市, @beihe@social.example, Mastodon");
      publication->segment = 1;
      publication->state = g_strdup ("Published");
      publication->at = FIXTURE_START;
      publication->address = g_strdup (ADDRESS);
      publication->read_back = g_strdup ("Read back: the same as was signed.");
      g_ptr_array_add (paper->publications, publication);
    }
}

static GBytes *
load_picture (const CsDigest *digest,
              gpointer        data)
{
  return data ? g_bytes_ref (data) : NULL;
}

static char *
name_account (gint64   account,
              gpointer data)
{
  return g_strdup_printf ("City of Beihe 北河市, @beihe%d@social.example, Mastodon", (int) account);
}

static CsDossierPaper *
make_paper (void)
{
  CsDossierPaper *paper = cs_dossier_paper_new ();

  g_free (paper->office);
  paper->office = g_strdup ("Beihe City Government 北河市人民政府");
  g_free (paper->zone);
  paper->zone = g_strdup ("Asia/Shanghai");
  g_free (paper->footer);
  paper->footer = g_strdup ("Beihe City Government 北河市人民政府 · Dossier of post 12 · Journal at entry 1000090");
  paper->post = 12;
  paper->shown = N_VERSIONS - 1;
  paper->published = TRUE;
  paper->load = load_picture;
  paper->name = name_account;
  cs_dossier_paper_add_fact (paper, "Author", "Li Na 李娜");
  cs_dossier_paper_add_fact (paper, "Route", "Three stages 三审三校, version 4");
  add_versions (paper);
  add_decisions (paper);
  add_rest (paper);
  return paper;
}

static void
test_paper (OfficeFixture *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsDossierPaper) paper = make_paper ();
  g_autofree char *path = make_print (fixture, "dossier.pdf");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *nowhere = g_build_filename (folder, "none", "dossier.pdf", NULL);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_test_summary ("Twenty versions and sixty decisions, in scripts of both directions, are a document of pages");
  g_assert_true (cs_dossier_paper_print (paper, path, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("%u pages in %.0f ms", pdf_count_pages (path), (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpuint (pdf_count_pages (path), >, 15);
  g_assert_cmpuint (pdf_count_pages (path), <, 60);

  g_assert_false (cs_dossier_paper_print (paper, nowhere, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (cs_dossier_paper_print (paper, nowhere, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_paper_of_a_draft (OfficeFixture *fixture,
                       gconstpointer  unused)
{
  g_autoptr(CsDossierPaper) paper = cs_dossier_paper_new ();
  g_autofree char *path = make_print (fixture, "draft.pdf");
  g_autoptr(GError) error = NULL;

  g_test_summary ("A post that was never submitted has a dossier too");
  paper->load = load_picture;
  paper->name = name_account;
  paper->post = 1;
  g_assert_true (cs_dossier_paper_print (paper, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_count_pages (path), ==, 1);
}

/* --- the folder --- */

static JsonNode *
load_json (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  JsonNode *node = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return node;
}

static CsDigest
digest_file (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return cs_digest_of_bytes (data, size);
}

/* Each file of the list is as the list says. */
static void
check_manifest (const char *folder)
{
  g_autoptr(JsonNode) node = load_json (folder, "manifest.json");
  JsonArray *files = json_object_get_array_member (json_node_get_object (node), "files");

  g_assert_cmpuint (json_array_get_length (files), >=, 13);
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = json_array_get_object_element (files, i);
      CsDigest found = digest_file (folder, json_object_get_string_member (file, "path"));
      CsDigest listed = cs_json_get_digest (file, "sha256");

      g_assert_true (cs_digest_equal (&found, &listed));
    }
}

static gint64
sign_post (OfficeFixture *fixture)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "The bridge is closed.");

  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_save (fixture, "drafter", post, "The bridge is closed until Monday.");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  return post;
}

static void
test_folder (OfficeFixture *fixture,
             gconstpointer  unused)
{
  g_autofree char *to = g_build_filename (fixture->folder, "dossier", NULL);
  gint64 post = sign_post (fixture);
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(JsonNode) decisions = NULL;
  g_autoptr(JsonNode) revisions = NULL;
  JsonObject *decision = NULL;
  CsDigest manifest;
  CsDigest told;

  g_test_summary ("The files say what is on record, the list names them all, and the journal names the list");
  reply = office_fixture_call (fixture, "leader", "dossier.export", cs_arguments_dossier_export (post, to, FALSE));
  check_manifest (to);
  manifest = digest_file (to, "manifest.json");
  told = cs_json_get_digest (reply, "manifest");
  g_assert_true (cs_digest_equal (&manifest, &told));
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_DOSSIER_EXPORTED), ==, 1);

  decisions = load_json (to, "decisions.json");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (decisions)), ==, 3);
  decision = json_array_get_object_element (json_node_get_array (decisions), 2);
  g_assert_cmpstr (json_object_get_string_member (decision, "verdict"), ==, "approve");
  g_assert_cmpuint (strlen (json_object_get_string_member (decision, "signature")), ==, 128);
  revisions = load_json (to, "revisions.json");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (revisions)), ==, 2);
}

static void
test_who (OfficeFixture *fixture,
          gconstpointer  unused)
{
  static const char * const may[] = { "leader", "auditor", "admin", "duty" };
  static const char * const may_not[] = { "drafter", "reviewer" };
  gint64 post = sign_post (fixture);

  g_test_summary ("Those who answer for the office take evidence out of it, and nobody else; never over what is there");
  for (guint i = 0; i < G_N_ELEMENTS (may); i++)
    {
      g_autofree char *to = g_build_filename (fixture->folder, may[i], NULL);

      office_fixture_do (fixture, may[i], "dossier.export", cs_arguments_dossier_export (post, to, i == 0));
      office_fixture_refuse (fixture, may[i], "dossier.export", cs_arguments_dossier_export (post, to, FALSE), CS_ERROR_INVALID);
    }

  for (guint i = 0; i < G_N_ELEMENTS (may_not); i++)
    {
      g_autofree char *to = g_build_filename (fixture->folder, may_not[i], NULL);

      office_fixture_refuse (fixture, may_not[i], "dossier.export", cs_arguments_dossier_export (post, to, FALSE), CS_ERROR_FORBIDDEN);
      g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
    }
  office_fixture_refuse (fixture, "leader", "dossier.export", cs_arguments_dossier_export (post, "dossier", FALSE), CS_ERROR_INVALID);
}

static void
test_draft_folder (OfficeFixture *fixture,
                   gconstpointer  unused)
{
  g_autofree char *to = g_build_filename (fixture->folder, "draft", NULL);
  gint64 post = office_fixture_post (fixture, "drafter", "Not yet");

  g_test_summary ("A draft's dossier has no version and no decision, and is whole");
  office_fixture_do (fixture, "leader", "dossier.export", cs_arguments_dossier_export (post, to, FALSE));
  check_manifest (to);
}

/* --- the seal --- */

static void
test_seal_paper (OfficeFixture *fixture,
                 gconstpointer  unused)
{
  static const char note[] = "countersign/journal/655b3eb3-d5f3-4eba-911f-04775c597d65\n9007199254740993\nrbMTjqVBZD/dAFfNFFdr/DUAKU4/n+9OKb4ewi0kibY=\n"
                             "at 2026-09-21T14:13:20Z\nperson 1234567\n\n— countersign/655b3eb3-d5f3-4eba-911f-04775c597d65/key/1234567 "
                             "o0MdliQ8+XCubf9DKHUMn3Rt5eJ6OdGFpqAKvtour959DRWnb8LMSRhTA14Hzru1cCmucaikp5QSAJEYbnnFMH3dJwM=\n";
  g_autofree char *path = make_print (fixture, "seal-long.pdf");
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  CsSealPaper paper = {
    .office = "北河市人民政府办公室政务新媒体管理中心 " CHINESE ENGLISH, .uid = "655b3eb3-d5f3-4eba-911f-04775c597d65", .language = "zh",
    .zone = "Asia/Shanghai", .at = FIXTURE_START, .sequence = G_GINT64_CONSTANT (9007199254740993), .hash = cs_digest_of_bytes ("x", 1),
    .code = "9007199254740993 NPSH-73N5-85JE-ZQ80-AZ6G", .made_by = CHINESE, .note = note,
  };

  g_test_summary ("However long the names and numbers, the seal is one page; its code says what a telephone can show");
  g_assert_true (cs_seal_paper_print (&paper, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_count_pages (path), ==, 1);
  text = cs_seal_paper_dup_qr_text (&paper);
  g_assert_cmpstr (text, ==, "Countersign seal\n655b3eb3-d5f3-4eba-911f-04775c597d65\n9007199254740993\n"
                             "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\n9007199254740993 NPSH-73N5-85JE-ZQ80-AZ6G");
}

static void
test_seal (OfficeFixture *fixture,
           gconstpointer  unused)
{
  g_autofree char *path = make_print (fixture, "seal.pdf");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(JsonObject) checked = NULL;
  g_autoptr(CsSealInfo) seal = NULL;
  gint64 sequence = 0;

  g_test_summary ("A printed seal is one page, on record, and its code is found in the journal");
  sign_post (fixture);
  reply = office_fixture_call (fixture, "leader", "seal.print", cs_arguments_seal_print (path));
  g_assert_cmpuint (pdf_count_pages (path), ==, 1);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_SEAL_MADE), ==, 1);

  seal = cs_reply_read_seal (reply);
  checked = office_fixture_call (fixture, "auditor", "seal.check", cs_arguments_seal_check_code (seal->code));
  g_assert_cmpint (cs_reply_read_seal_check (checked, &sequence, NULL), ==, CS_SEAL_CONTAINED);
  g_assert_cmpint (sequence, ==, seal->sequence);

  office_fixture_refuse (fixture, "leader", "seal.print", cs_arguments_seal_print (path), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "leader", "seal.print", cs_arguments_seal_print ("seal.pdf"), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "drafter", "seal.print", cs_arguments_seal_print (path), CS_ERROR_FORBIDDEN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add (path, OfficeFixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)

  ADD ("/office/dossier/paper", test_paper);
  ADD ("/office/dossier/paper-of-a-draft", test_paper_of_a_draft);
  ADD ("/office/dossier/folder", test_folder);
  ADD ("/office/dossier/who", test_who);
  ADD ("/office/dossier/draft", test_draft_folder);
  ADD ("/office/seal/paper", test_seal_paper);
  ADD ("/office/seal/print", test_seal);

  return g_test_run ();
}
