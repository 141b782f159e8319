/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-post-list-model.h"

#define PAGE 64
#define MAX_KEPT_PAGES 24

struct _CsPostListModel
{
  GObject parent_instance;

  CsSession    *session;
  GCancellable *cancellable; /* of this generation's questions */
  guint         generation;

  /* the filter */
  char         *state;
  gint64        section;
  char         *search;

  guint         n_items;
  GArray       *keys;     /* of gint64: the id that starts every page; as far as known */
  GHashTable   *items;    /* position -> CsPostItem, weak: those that somebody holds */
  GHashTable   *pages;    /* page -> GPtrArray of CsPostInfo: the latest ones */
  GQueue        kept;     /* page numbers in pages, oldest first */
  GHashTable   *asked;    /* set of pages under way */
  GPtrArray    *first;    /* first page of a refresh, until its directory is there */
  gboolean      fresh;    /* the filter is new: nothing shown has to keep its place */
  gboolean      loading;
  guint         n_pages_asked;
};

static void cs_post_list_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsPostListModel, cs_post_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cs_post_list_model_list_model_init))

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS,
};

enum
{
  FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

typedef struct
{
  CsPostListModel *model; /* a reference */
  guint            generation;
  guint            page;
} Question;

static Question *
new_question (CsPostListModel *self,
              guint            page)
{
  Question *question = g_new0 (Question, 1);

  question->model = g_object_ref (self);
  question->generation = self->generation;
  question->page = page;

  return question;
}

static void
free_question (Question *question)
{
  g_object_unref (question->model);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, free_question)

/* The reply to a question of this generation; NULL if it came too late or is an error (then told). */
static JsonObject *
finish (Question     *question,
        GObject      *source,
        GAsyncResult *result)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (question->generation != question->model->generation)
    return NULL;
  if (reply == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (question->model, signals[FAILED], 0, error);

  return g_steal_pointer (&reply);
}

static void
item_gone_cb (gpointer  data,
              GObject  *item)
{
  CsPostListModel *self = data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == item)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

/* Posts @from and later move by @by; those in between with none to go to are forgotten. */
static void
move_items (CsPostListModel *self,
            guint            from,
            guint            removed,
            guint            added)
{
  g_autoptr(GHashTable) before = g_steal_pointer (&self->items);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  self->items = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint position = GPOINTER_TO_UINT (key);

      if (position < from)
        g_hash_table_insert (self->items, key, value);
      else if (position >= from + removed)
        g_hash_table_insert (self->items, GUINT_TO_POINTER (position - removed + added), value);
      else
        g_object_weak_unref (value, item_gone_cb, self);
    }
}

static void
change_items (CsPostListModel *self,
              guint            from,
              guint            removed,
              guint            added)
{
  if (removed == 0 && added == 0)
    return;

  move_items (self, from, removed, added);
  self->n_items = self->n_items - removed + added;
  g_list_model_items_changed (G_LIST_MODEL (self), from, removed, added);
}

static void
fill_items (CsPostListModel *self,
            guint            page,
            GPtrArray       *posts)
{
  for (guint i = 0; i < posts->len; i++)
    {
      CsPostItem *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (page * PAGE + i));

      if (item != NULL)
        cs_post_item_set_info (item, g_ptr_array_index (posts, i));
    }
}

static void
keep_page (CsPostListModel *self,
           guint            page,
           GPtrArray       *posts)
{
  if (!g_hash_table_contains (self->pages, GUINT_TO_POINTER (page)))
    g_queue_push_tail (&self->kept, GUINT_TO_POINTER (page));
  g_hash_table_replace (self->pages, GUINT_TO_POINTER (page), g_ptr_array_ref (posts));
  if (self->kept.length > MAX_KEPT_PAGES)
    g_hash_table_remove (self->pages, g_queue_pop_head (&self->kept));
}

static void
page_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(JsonObject) reply = finish (question, source, result);
  g_autoptr(GPtrArray) posts = NULL;
  CsPostListModel *self = question->model;

  if (question->generation == self->generation)
    g_hash_table_remove (self->asked, GUINT_TO_POINTER (question->page));
  if (reply == NULL)
    return;

  posts = cs_reply_read_posts (reply);
  keep_page (self, question->page, posts);
  fill_items (self, question->page, posts);
}

static void
ask_page (CsPostListModel *self,
          guint            page)
{
  gint64 start;

  if (page >= self->keys->len || !g_hash_table_add (self->asked, GUINT_TO_POINTER (page)))
    return;

  start = g_array_index (self->keys, gint64, page);
  self->n_pages_asked++;
  cs_office_call_async (cs_session_get_office (self->session), "post.list",
                        cs_arguments_post_list (self->state, self->section, 0, self->search,
                                                start + 1, PAGE),
                        self->cancellable, page_listed_cb, new_question (self, page));
}

/* What is shown may be out of date: every page of which somebody holds a row is asked for again. */
static void
ask_held_pages (CsPostListModel *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->pages, GUINT_TO_POINTER (GPOINTER_TO_UINT (key) / PAGE)))
      ask_page (self, GPOINTER_TO_UINT (key) / PAGE);
}

static gint64
id_at (GPtrArray *posts,
       guint      position)
{
  return ((const CsPostInfo *) g_ptr_array_index (posts, position))->id;
}

/* Both lists fit on a page: only what differs between their common beginning and end changes. */
static void
change_short_list (CsPostListModel *self,
                   GPtrArray       *before,
                   GPtrArray       *after)
{
  guint head = 0;
  guint tail = 0;
  guint shorter = MIN (before->len, after->len);

  while (head < shorter && id_at (before, head) == id_at (after, head))
    head++;
  while (tail < shorter - head &&
         id_at (before, before->len - 1 - tail) == id_at (after, after->len - 1 - tail))
    tail++;

  change_items (self, head, before->len - head - tail, after->len - head - tail);
}

/* Where the first post of before stands now, if new posts only came on top of it; else -1. */
static int
find_added (CsPostListModel *self,
            GPtrArray       *after,
            guint            n_after)
{
  gint64 top;

  if (self->keys->len == 0 || n_after < self->n_items)
    return -1;

  top = g_array_index (self->keys, gint64, 0);
  for (guint i = 0; i < after->len; i++)
    if (id_at (after, i) == top)
      return n_after - self->n_items == i ? (int) i : -1;

  return -1;
}

static void
take_directory (CsPostListModel *self,
                GPtrArray       *first,
                GArray          *keys,
                guint            n_items)
{
  g_autoptr(GPtrArray) before = NULL;
  GPtrArray *kept = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (0));
  int added = self->fresh ? -1 : find_added (self, first, n_items);
  guint same = 0;

  if (kept != NULL && self->n_items == kept->len)
    before = g_ptr_array_ref (kept);
  while (!self->fresh && same < MIN (self->keys->len, keys->len) &&
         g_array_index (self->keys, gint64, same) == g_array_index (keys, gint64, same))
    same++;

  g_array_unref (self->keys);
  self->keys = g_array_ref (keys);
  g_hash_table_remove_all (self->pages);
  g_queue_clear (&self->kept);
  keep_page (self, 0, first);

  if (self->fresh)
    change_items (self, 0, self->n_items, n_items);
  else if (before != NULL && n_items == first->len)
    change_short_list (self, before, first);
  else if (added >= 0)
    change_items (self, 0, 0, added);
  else
    {
      /* All but the last of the pages that begin alike are alike. */
      guint from = MIN (same > 0 ? (same - 1) * PAGE : 0, MIN (self->n_items, n_items));

      change_items (self, from, self->n_items - from, n_items - from);
    }

  self->fresh = FALSE;
  fill_items (self, 0, first);
  ask_held_pages (self);
}

static void
directory_listed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(JsonObject) reply = finish (question, source, result);
  g_autoptr(GArray) keys = NULL;
  g_autoptr(GPtrArray) first = NULL;
  CsPostListModel *self = question->model;
  gint64 count = 0;

  if (reply == NULL)
    return;

  first = g_steal_pointer (&self->first);
  keys = cs_reply_read_directory (reply, &count);
  if (first != NULL && keys->len > 0)
    take_directory (self, first, keys, (guint) MIN (count, (gint64) keys->len * PAGE));
}

static void
set_loading (CsPostListModel *self,
             gboolean         loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
first_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(JsonObject) reply = finish (question, source, result);
  g_autoptr(GPtrArray) posts = NULL;
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  CsPostListModel *self = question->model;

  if (question->generation == self->generation)
    set_loading (self, FALSE);
  if (reply == NULL)
    return;

  posts = cs_reply_read_posts (reply);
  if (posts->len > 0)
    {
      gint64 start = id_at (posts, 0);

      g_array_append_val (keys, start);
    }

  if (posts->len < PAGE)
    {
      take_directory (self, posts, keys, posts->len);
      return;
    }

  /* The first page is there at once, before we know how many there are. */
  if (self->fresh)
    take_directory (self, posts, keys, posts->len);
  self->first = g_steal_pointer (&posts);
  cs_office_call_async (cs_session_get_office (self->session), "post.directory",
                        cs_arguments_post_directory (self->state, self->section, 0, self->search, PAGE),
                        self->cancellable, directory_listed_cb, new_question (self, 0));
}

static void
refresh (CsPostListModel *self)
{
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->asked);
  g_clear_pointer (&self->first, g_ptr_array_unref);
  cs_office_call_async (cs_session_get_office (self->session), "post.list",
                        cs_arguments_post_list (self->state, self->section, 0, self->search, 0, PAGE),
                        self->cancellable, first_listed_cb, new_question (self, 0));
}

static GType
cs_post_list_model_get_item_type (GListModel *list)
{
  return CS_TYPE_POST_ITEM;
}

static guint
cs_post_list_model_get_n_items (GListModel *list)
{
  return CS_POST_LIST_MODEL (list)->n_items;
}

static gpointer
cs_post_list_model_get_item (GListModel *list,
                             guint       position)
{
  CsPostListModel *self = CS_POST_LIST_MODEL (list);
  CsPostItem *item;
  GPtrArray *page;

  if (position >= self->n_items)
    return NULL;
  if ((item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position))) != NULL)
    return g_object_ref (item);

  item = cs_post_item_new ();
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);

  page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (position / PAGE));
  if (page == NULL)
    ask_page (self, position / PAGE);
  else if (position % PAGE < page->len)
    cs_post_item_set_info (item, g_ptr_array_index (page, position % PAGE));

  return item;
}

static void
cs_post_list_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cs_post_list_model_get_item_type;
  iface->get_n_items = cs_post_list_model_get_n_items;
  iface->get_item = cs_post_list_model_get_item;
}

static void
cs_post_list_model_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, CS_POST_LIST_MODEL (object)->loading);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cs_post_list_model_dispose (GObject *object)
{
  CsPostListModel *self = CS_POST_LIST_MODEL (object);

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  move_items (self, 0, self->n_items, 0);
  self->n_items = 0;
  G_OBJECT_CLASS (cs_post_list_model_parent_class)->dispose (object);
}

static void
cs_post_list_model_finalize (GObject *object)
{
  CsPostListModel *self = CS_POST_LIST_MODEL (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->first, g_ptr_array_unref);
  g_queue_clear (&self->kept);
  G_OBJECT_CLASS (cs_post_list_model_parent_class)->finalize (object);
}

static void
cs_post_list_model_class_init (CsPostListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_post_list_model_dispose;
  object_class->finalize = cs_post_list_model_finalize;
  object_class->get_property = cs_post_list_model_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
cs_post_list_model_init (CsPostListModel *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new (NULL, NULL);
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->asked = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->kept);
}

CsPostListModel *
cs_post_list_model_new (CsSession *session)
{
  CsPostListModel *self;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self = g_object_new (CS_TYPE_POST_LIST_MODEL, NULL);
  self->session = g_object_ref (session);
  self->fresh = TRUE;
  self->loading = TRUE;
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return self;
}

void
cs_post_list_model_set_filter (CsPostListModel *self,
                               const char      *state,
                               gint64           section,
                               const char      *search)
{
  g_return_if_fail (CS_IS_POST_LIST_MODEL (self));

  if (search != NULL && *search == '\0')
    search = NULL;
  if (g_strcmp0 (state, self->state) == 0 && section == self->section &&
      g_strcmp0 (search, self->search) == 0)
    return;

  g_free (self->state);
  g_free (self->search);
  self->state = g_strdup (state);
  self->search = g_strdup (search);
  self->section = section;
  self->fresh = TRUE;
  set_loading (self, TRUE);
  refresh (self);
}

gboolean
cs_post_list_model_is_loading (CsPostListModel *self)
{
  g_return_val_if_fail (CS_IS_POST_LIST_MODEL (self), FALSE);

  return self->loading;
}

guint
cs_post_list_model_find (CsPostListModel *self,
                         gint64           post)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_return_val_if_fail (CS_IS_POST_LIST_MODEL (self), G_MAXUINT);

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    for (guint i = 0; i < ((GPtrArray *) value)->len; i++)
      if (id_at (value, i) == post)
        return GPOINTER_TO_UINT (key) * PAGE + i;

  return G_MAXUINT;
}

guint
cs_post_list_model_get_n_pages_asked (CsPostListModel *self)
{
  g_return_val_if_fail (CS_IS_POST_LIST_MODEL (self), 0);

  return self->n_pages_asked;
}
