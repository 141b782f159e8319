/* SPDX-License-Identifier: GPL-3.0-or-later */

/* kill-run [--kills N] [--seed S]: kill −9 at every step of signing and publishing.
 *
 * A worker process works in an office without pause: it writes posts, takes them through review and sign-off, and its outbox publishes them to the practice network, which
 * runs here and drops 5 % of its answers before and 5 % after accepting. The worker notes every act that the office acknowledged, and is killed at a random moment, again and again.
 * At the end the office and the network are compared with the notes. The last line counts what went wrong; the exit status is 1 if anything did. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cs-arguments.h"
#include "cs-chain-rows.h"
#include "cs-http.h"
#include "cs-local-office.h"
#include "cs-practice-host.h"
#include "cs-publication-rows.h"
#include "cs-replies.h"
#include "cs-verify.h"

/* What the worker is doing, in memory that both see: so that the kills can be counted by step. */
typedef enum
{
  STEP_STARTING,
  STEP_CREATING,
  STEP_SUBMITTING,
  STEP_APPROVING,
  STEP_SIGNING,
  STEP_PUBLISHING,
  N_STEPS,
} Step;

static const char * const step_names[N_STEPS] = {
  "starting", "creating", "submitting", "approving", "signing", "publishing",
};

typedef struct
{
  char   *folder;  /* of the office */
  char   *notes;   /* file of acknowledged acts */
  char   *shared;  /* file behind the step */
  gint64  drafter;
  gint64  reviewer;
  gint64  leader;
  gint64  account;
} Setting;

typedef struct
{
  guint lost;      /* acknowledged acts that are not in the office; sent posts that are not on the network */
  guint twice;     /* posts that the network has more than once */
  guint unsigned_; /* posts on the network without a complete chain */
  guint unknown;   /* publications left unknown: the practice network honours its key, so there must be none */
  guint stuck;     /* signed posts that were never published */
  guint breaks;    /* findings of the verification */
} Damage;

static volatile gint *
map_step (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CREAT, 0600);
  void *memory;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, sizeof (gint)), ==, 0);
  memory = mmap (NULL, sizeof (gint), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (memory != MAP_FAILED);
  close (fd);

  return memory;
}

static JsonObject *
call (CsLocalOffice *office,
      const char    *operation,
      JsonObject    *arguments)
{
  g_autoptr(GError) error = NULL;
  JsonObject *reply = cs_office_call (CS_OFFICE (office), operation, arguments, NULL, &error);

  if (!reply)
    g_error ("%s: %s", operation, error->message);
  return reply;
}

static void
sit (CsLocalOffice *office,
     gint64         person)
{
  g_autoptr(GError) error = NULL;

  if (!cs_local_office_act_as (office, person, &error))
    g_error ("Taking a seat: %s", error->message);
}

/* --- the worker --- */

/* One write of one line: a kill leaves it whole or not at all. */
static void
note (int         fd,
      const char *line)
{
  gssize size = strlen (line);

  if (write (fd, line, size) != size)
    g_error ("The notes cannot be written: %s", g_strerror (errno));
}

static void
decide (CsLocalOffice *office,
        gint64         person,
        gint64         post,
        int            notes)
{
  g_autoptr(JsonObject) before = NULL;
  g_autoptr(JsonObject) after = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autofree char *line = NULL;

  sit (office, person);
  before = call (office, "post.get", cs_arguments_one ("post", post));
  sheet = cs_reply_read_sheet (before);
  after = call (office, "post.decide",
                cs_arguments_post_decide (post, &sheet->digest, sheet->post->stage, CS_VERDICT_APPROVE, ""));
  line = g_strdup_printf ("decided %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", post, person);
  note (notes, line);
}

static void
write_sign_publish (CsLocalOffice *office,
                    const Setting *setting,
                    guint          number,
                    volatile gint *step,
                    int            notes)
{
  g_autoptr(CsContent) content = cs_content_new ();
  g_autoptr(JsonObject) created = NULL;
  g_autoptr(JsonObject) submitted = NULL;
  g_autofree char *line = NULL;
  CsSegment *segment = cs_content_get_segment (content, 0);
  gint64 post;

  g_free (segment->text);
  segment->text = g_strdup_printf ("Notice %d-%u-%" G_GINT64_FORMAT, (int) getpid (), number, g_get_real_time ());
  cs_content_add_account (content, setting->account);

  g_atomic_int_set (step, STEP_CREATING);
  sit (office, setting->drafter);
  created = call (office, "post.create", cs_arguments_post_create (content));
  post = cs_reply_read_id (created);
  line = g_strdup_printf ("created %" G_GINT64_FORMAT " %s\n", post, segment->text);
  note (notes, line);

  g_atomic_int_set (step, STEP_SUBMITTING);
  submitted = call (office, "post.submit", cs_arguments_one ("post", post));
  g_atomic_int_set (step, STEP_APPROVING);
  decide (office, setting->reviewer, post, notes);
  g_atomic_int_set (step, STEP_SIGNING);
  decide (office, setting->leader, post, notes);

  /* The outbox sends in its own thread: give it some milliseconds, more or less. */
  g_atomic_int_set (step, STEP_PUBLISHING);
  g_usleep (g_random_int_range (0, 20000));
}

static int
run_worker (const Setting *setting)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) office = NULL;
  volatile gint *step = map_step (setting->shared);
  int notes = g_open (setting->notes, O_WRONLY | O_CREAT | O_APPEND, 0600);

  office = cs_local_office_open (setting->folder, &error);
  if (!office || !cs_local_office_start_publisher (office, &error))
    g_error ("The office does not start again: %s", error->message);

  for (guint number = 0;; number++)
    write_sign_publish (office, setting, number, step, notes);

  return 0;
}

/* --- the one who kills --- */

static gint64
find_person (GPtrArray  *people,
             const char *login)
{
  for (guint i = 0; i < people->len; i++)
    {
      CsPersonInfo *person = g_ptr_array_index (people, i);

      if (g_str_equal (person->login, login))
        return person->id;
    }

  g_error ("Nobody is called %s", login);
}

static void
make_office (Setting         *setting,
             CsPracticeHost  *host)
{
  static const char first_start[] =
    "{\"name\":\"Office\",\"language\":\"en\",\"zone\":\"UTC\",\"practice\":true,\"sections\":[\"Press\"],"
    "\"administrator\":{\"login\":\"admin\",\"name\":\"Ada Admin\",\"password\":\"\"},\"people\":["
    "{\"login\":\"drafter\",\"name\":\"Dora Drafter\",\"roles\":\"drafter\",\"section\":\"Press\",\"password\":\"\"},"
    "{\"login\":\"reviewer\",\"name\":\"Rita Reviewer\",\"roles\":\"reviewer\",\"section\":\"Press\",\"password\":\"\"},"
    "{\"login\":\"leader\",\"name\":\"Leo Leader\",\"roles\":\"leader\",\"section\":\"\",\"password\":\"\"}]}";
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) office = cs_local_office_open (setting->folder, &error);
  g_autoptr(JsonNode) arguments = json_from_string (first_start, &error);
  g_autoptr(JsonObject) made = NULL;
  g_autoptr(JsonObject) listed = NULL;
  g_autoptr(JsonObject) added = NULL;
  g_autoptr(GPtrArray) people = NULL;
  g_autofree char *token = NULL;

  g_assert_no_error (error);
  made = call (office, "office.create", json_node_dup_object (arguments));
  listed = call (office, "person.list", NULL);
  people = cs_reply_read_people (listed);
  setting->drafter = find_person (people, "drafter");
  setting->reviewer = find_person (people, "reviewer");
  setting->leader = find_person (people, "leader");

  token = cs_practice_host_add_account (host, "office", "Office", &error);
  g_assert_no_error (error);
  sit (office, find_person (people, "admin"));
  added = call (office, "account.add",
                cs_arguments_account_add (CS_NETWORK_PRACTICE, cs_practice_host_get_address (host), token, "#3584e4"));
  setting->account = cs_reply_read_id (added);
}

static GPid
start_worker (const char    *program,
              const Setting *setting)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *people = g_strdup_printf ("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                                             setting->drafter, setting->reviewer, setting->leader, setting->account);
  const char *argv[] = { program, "--worker", setting->folder, setting->notes, setting->shared, people, NULL };
  GPid pid = 0;

  if (!g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error))
    g_error ("The worker does not start: %s", error->message);
  return pid;
}

/* Lets a worker work and kills it. Returns FALSE if it ended by itself, which it never should. */
static gboolean
run_and_kill (const char    *program,
              const Setting *setting,
              GRand         *random,
              volatile gint *step,
              guint         *kills_at)
{
  gboolean at_start = g_rand_int_range (random, 0, 20) == 0;
  gint64 give_up = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  int status = 0;
  GPid pid;

  g_atomic_int_set (step, STEP_STARTING);
  pid = start_worker (program, setting);
  while (!at_start && g_atomic_int_get (step) == STEP_STARTING && g_get_monotonic_time () < give_up &&
         waitpid (pid, &status, WNOHANG) == 0)
    g_usleep (200);
  g_usleep (g_rand_int_range (random, 0, 40000));

  kills_at[g_atomic_int_get (step)]++;
  if (kill (pid, SIGKILL) != 0 || waitpid (pid, &status, 0) != pid)
    return FALSE;
  return WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
}

/* --- the reckoning --- */

/* Texts of all posts on the network, each with how often. */
static GHashTable *
read_network (CsPracticeHost *host)
{
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *token = cs_practice_host_add_account (host, "office", "Office", &error);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  const char *headers[] = { "Authorization", bearer, NULL };
  g_autofree char *self_url = g_strconcat (cs_practice_host_get_address (host), "/api/v1/accounts/verify_credentials", NULL);
  g_autoptr(CsHttpAnswer) self = cs_http_send (http, "GET", self_url, NULL, NULL, headers, 10, 1 << 20, NULL);
  g_autoptr(JsonNode) account = json_from_string (self->body, &error);
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *before = g_strdup ("");

  g_assert_no_error (error);
  for (;;)
    {
      g_autofree char *url = g_strdup_printf ("%s/api/v1/accounts/%s/statuses?limit=40%s%s", cs_practice_host_get_address (host),
                                              json_object_get_string_member (json_node_get_object (account), "id"),
                                              *before ? "&max_id=" : "", before);
      g_autoptr(CsHttpAnswer) answer = cs_http_send (http, "GET", url, NULL, NULL, headers, 10, 16 << 20, NULL);
      g_autoptr(JsonNode) page = json_from_string (answer->body, &error);
      JsonArray *statuses = json_node_get_array (page);

      g_assert_no_error (error);
      if (json_array_get_length (statuses) == 0)
        return texts;
      for (guint i = 0; i < json_array_get_length (statuses); i++)
        {
          JsonObject *status = json_array_get_object_element (statuses, i);
          g_autoptr(GRegex) tags = g_regex_new ("<[^>]*>", 0, 0, NULL);
          g_autofree char *text = g_regex_replace (tags, json_object_get_string_member (status, "content"), -1, 0, "", 0, NULL);
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (texts, text));

          g_hash_table_insert (texts, g_steal_pointer (&text), GUINT_TO_POINTER (count + 1));
          g_free (before);
          before = g_strdup (json_object_get_string_member (status, "id"));
        }
    }
}

/* Compares one post of the office with the network; what the network has of it is taken out of @texts. */
static void
check_post (CsDb       *db,
            CsPostRow  *post,
            GHashTable *texts,
            Damage     *damage)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsChainRows) chain = cs_chain_rows_load (db, post, g_get_real_time (), &error);
  g_autoptr(GPtrArray) publications = NULL;
  guint on_network = GPOINTER_TO_UINT (g_hash_table_lookup (texts, post->excerpt));

  g_assert_no_error (error);
  publications = cs_publication_rows_list (db, post->id, post->revision, &error);
  g_assert_no_error (error);

  if (on_network > 1)
    damage->twice++;
  if (on_network > 0 && !cs_chain_is_complete (&chain->chain))
    damage->unsigned_++;
  if (cs_chain_is_complete (&chain->chain) && on_network == 0)
    damage->stuck++;
  for (guint i = 0; i < publications->len; i++)
    {
      const CsPublicationRow *publication = g_ptr_array_index (publications, i);

      if (publication->state == CS_PUBLICATION_SENT && on_network == 0)
        damage->lost++;
      if (publication->state != CS_PUBLICATION_SENT)
        damage->unknown++;
    }
  g_hash_table_remove (texts, post->excerpt);
}

/* Every acknowledged act must be in the office. */
static guint
count_lost_acts (CsDb       *db,
                 const char *notes)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint lost = 0;

  g_assert_true (g_file_get_contents (notes, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      g_auto(GStrv) words = g_strsplit (lines[i], " ", 3);
      gint64 post = g_ascii_strtoll (words[1], NULL, 10);
      g_autoptr(CsPostRow) row = cs_post_rows_get (db, post, NULL);
      g_autoptr(CsDecision) decision = NULL;

      if (g_str_equal (words[0], "created"))
        lost += !row || !g_str_equal (row->excerpt, words[2]);
      else
        {
          decision = cs_decision_rows_latest_by (db, post, g_ascii_strtoll (words[2], NULL, 10), NULL);
          lost += decision == NULL;
        }
    }

  return lost;
}

static gboolean
work_is_left (CsDb *db)
{
  static const CsPublicationState open[] = { CS_PUBLICATION_QUEUED, CS_PUBLICATION_SENDING, CS_PUBLICATION_NOT_SENT, CS_PUBLICATION_UNKNOWN };

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    {
      g_autoptr(GPtrArray) rows = cs_publication_rows_list_due (db, open[i], G_MAXINT64, 1, NULL);

      if (rows && rows->len > 0)
        return TRUE;
    }
  return FALSE;
}

/* Starts the office once more, on a network that behaves, and waits until nothing is left to do. */
static void
let_settle (const Setting *setting,
            CsDb          *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) office = cs_local_office_open (setting->folder, &error);
  gint64 give_up = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;

  g_assert_no_error (error);
  cs_local_office_start_publisher (office, &error);
  g_assert_no_error (error);
  while (work_is_left (db) && g_get_monotonic_time () < give_up)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (10000);
  cs_local_office_stop_publisher (office);
}

static guint
reckon (const Setting  *setting,
        CsPracticeHost *host,
        Damage         *damage)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (setting->folder, "office.db", NULL);
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_READ, &error);
  g_autoptr(CsVerifyReport) report = NULL;
  g_autoptr(GHashTable) texts = NULL;
  CsPostFilter all = { 0 };
  gint64 before = 0;
  guint n_posts = 0;

  g_assert_no_error (error);
  cs_practice_host_misbehave (host, "", &error);
  let_settle (setting, db);
  texts = read_network (host);
  damage->lost += count_lost_acts (db, setting->notes);
  for (;;)
    {
      g_autoptr(GPtrArray) page = cs_post_rows_list (db, &all, before, 200, &error);

      g_assert_no_error (error);
      if (page->len == 0)
        break;
      for (guint i = 0; i < page->len; i++)
        check_post (db, g_ptr_array_index (page, i), texts, damage);
      before = ((CsPostRow *) g_ptr_array_index (page, page->len - 1))->id;
      n_posts += page->len;
    }

  /* What is left on the network belongs to no post of the office. */
  damage->unsigned_ += g_hash_table_size (texts);
  report = cs_verify_office (db, setting->folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->findings->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (report->findings, i));
  damage->breaks = report->findings->len;
  return n_posts;
}

static gboolean
kill_again_and_again (const char *program,
                      guint       kills,
                      guint       seed)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("countersign-kill-XXXXXX", &error);
  g_autofree char *practice = g_build_filename (folder, "office", "practice", NULL);
  g_autofree char *clean = g_strdup_printf ("rm -rf '%s'", folder);
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  Setting setting = {
    .folder = g_build_filename (folder, "office", NULL),
    .notes = g_build_filename (folder, "notes", NULL),
    .shared = g_build_filename (folder, "step", NULL),
  };
  volatile gint *step = map_step (setting.shared);
  CsPracticeHost *host;
  guint kills_at[N_STEPS] = { 0 };
  Damage damage = { 0 };
  guint n_posts, own_ends = 0;

  host = cs_practice_host_start (practice, 0, &error);
  g_assert_no_error (error);
  make_office (&setting, host);
  cs_practice_host_misbehave (host, "drop-before:5,drop-after:5", &error);
  g_assert_no_error (error);

  for (guint i = 0; i < kills; i++)
    own_ends += !run_and_kill (program, &setting, random, step, kills_at);
  n_posts = reckon (&setting, host, &damage);
  cs_practice_host_stop (host);

  for (guint i = 0; i < N_STEPS; i++)
    g_print ("killed while %s: %u\n", step_names[i], kills_at[i]);
  g_print ("kills %u posts %u lost %u double %u unsigned %u unsettled %u unpublished %u breaks %u failed-starts %u\n",
           kills, n_posts, damage.lost, damage.twice, damage.unsigned_, damage.unknown, damage.stuck, damage.breaks, own_ends);
  if (system (clean) != 0)
    g_printerr ("%s is left behind\n", folder);
  g_free (setting.folder);
  g_free (setting.notes);
  g_free (setting.shared);

  return n_posts > 0 && damage.lost + damage.twice + damage.unsigned_ + damage.unknown + damage.stuck + damage.breaks + own_ends == 0;
}

int
main (int    argc,
      char **argv)
{
  int kills = 100, seed = 1;
  GOptionEntry entries[] = {
    { "kills", 0, 0, G_OPTION_ARG_INT, &kills, "How often to kill", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the random moments", "S" },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;

  if (argc == 6 && g_str_equal (argv[1], "--worker"))
    {
      g_auto(GStrv) ids = g_strsplit (argv[5], ",", 4);
      Setting setting = {
        argv[2], argv[3], argv[4], g_ascii_strtoll (ids[0], NULL, 10), g_ascii_strtoll (ids[1], NULL, 10),
        g_ascii_strtoll (ids[2], NULL, 10), g_ascii_strtoll (ids[3], NULL, 10),
      };

      return run_worker (&setting);
    }

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  return kill_again_and_again (argv[0], kills, seed) ? 0 : 1;
}
