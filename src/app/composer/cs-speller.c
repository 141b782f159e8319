/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <enchant.h>
#include <string.h>

#include "cs-speller.h"

#define MAX_SUGGESTIONS 5

/* Words are gathered for so long before the dictionary is asked, milliseconds. */
#define GATHER 200

/* Nobody writes a post with more different words; then everything is forgotten. */
#define MAX_KNOWN 20000

struct _CsSpeller
{
  GObject     parent_instance;

  char       *language;
  gboolean    is_on;
  guint       generation; /* answers to questions about another language are dropped */
  GHashTable *own;        /* the office's words */
  GHashTable *known;      /* word to GStrv of suggestions, or to an empty one where it is right */
  GHashTable *waiting;    /* words to be asked about */
  gboolean    asking;
  guint       source;
};

G_DEFINE_FINAL_TYPE (CsSpeller, cs_speller, G_TYPE_OBJECT)

static guint learnt_signal;

/* Enchant is not made for several threads: one question at a time, and the dictionary that was opened last is kept. */
static GMutex dictionary_lock;
static EnchantBroker *broker;
static EnchantDict *dictionary;
static char *dictionary_language;

typedef struct
{
  char      *language;
  GPtrArray *words; /* of char * */
  guint      generation;
  gboolean   found; /* a dictionary */
  GPtrArray *suggestions; /* of GStrv, one for each word */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->language);
  g_ptr_array_unref (question->words);
  g_ptr_array_unref (question->suggestions);
  g_free (question);
}

typedef struct
{
  const char *language;
  char       *best;
} Choice;

/* The British one of several, as the office’s style is; else the first. */
static void
list_cb (const char * const tag,
         const char * const name,
         const char * const description,
         const char * const file,
         void              *data)
{
  Choice *choice = data;
  gsize size = strlen (choice->language);

  if (strncmp (tag, choice->language, size) != 0 || (tag[size] != '\0' && tag[size] != '_' && tag[size] != '-'))
    return;
  if (choice->best == NULL || g_str_has_suffix (tag, "_GB"))
    {
      g_free (choice->best);
      choice->best = g_strdup (tag);
    }
}

/* With the lock held. Returns NULL if there is no dictionary. */
static EnchantDict *
open_dictionary (const char *language)
{
  Choice choice = { language, NULL };

  if (broker == NULL)
    broker = enchant_broker_init ();
  if (g_strcmp0 (dictionary_language, language) == 0)
    return dictionary;

  if (dictionary != NULL)
    enchant_broker_free_dict (broker, dictionary);
  g_free (dictionary_language);
  dictionary_language = g_strdup (language);
  enchant_broker_list_dicts (broker, list_cb, &choice);
  dictionary = choice.best != NULL ? enchant_broker_request_dict (broker, choice.best) : NULL;
  g_free (choice.best);
  return dictionary;
}

static char **
ask_word (EnchantDict *dict,
          const char  *word)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();
  size_t n = 0;
  char **found;

  if (dict == NULL || enchant_dict_check (dict, word, (gssize) strlen (word)) == 0)
    return NULL;
  found = enchant_dict_suggest (dict, word, (gssize) strlen (word), &n);
  for (size_t i = 0; i < MIN (n, MAX_SUGGESTIONS); i++)
    g_ptr_array_add (list, g_strdup (found[i]));
  if (found != NULL)
    enchant_dict_free_string_list (dict, found);
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

static void
ask_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Question *question = data;
  EnchantDict *dict;

  g_mutex_lock (&dictionary_lock);
  dict = open_dictionary (question->language);
  question->found = dict != NULL;
  for (guint i = 0; i < question->words->len; i++)
    g_ptr_array_add (question->suggestions, ask_word (dict, g_ptr_array_index (question->words, i)));
  g_mutex_unlock (&dictionary_lock);
  g_task_return_boolean (task, TRUE);
}

static void gather (CsSpeller *self);

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  CsSpeller *self = CS_SPELLER (source);
  Question *question = g_task_get_task_data (G_TASK (result));

  self->asking = FALSE;
  if (question->generation == self->generation)
    {
      self->is_on = question->found;
      if (g_hash_table_size (self->known) > MAX_KNOWN)
        g_hash_table_remove_all (self->known);
      for (guint i = 0; i < question->words->len; i++)
        g_hash_table_insert (self->known, g_strdup (g_ptr_array_index (question->words, i)),
                             g_steal_pointer (&g_ptr_array_index (question->suggestions, i)));
      g_signal_emit (self, learnt_signal, 0);
    }
  if (g_hash_table_size (self->waiting) > 0)
    gather (self);
}

static gboolean
gathered_cb (gpointer user_data)
{
  CsSpeller *self = user_data;
  g_autoptr(GTask) task = g_task_new (self, NULL, asked_cb, NULL);
  Question *question = g_new0 (Question, 1);
  GHashTableIter iter;
  gpointer word;

  self->source = 0;
  self->asking = TRUE;
  question->language = g_strdup (self->language);
  question->generation = self->generation;
  question->words = g_ptr_array_new_with_free_func (g_free);
  question->suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_ptr_array_add (question->words, g_strdup (word));
  g_hash_table_remove_all (self->waiting);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, ask_thread);
  return G_SOURCE_REMOVE;
}

static void
gather (CsSpeller *self)
{
  if (self->source == 0 && !self->asking)
    self->source = g_timeout_add (GATHER, gathered_cb, self);
}

static void
cs_speller_finalize (GObject *object)
{
  CsSpeller *self = CS_SPELLER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_unref (self->own);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->waiting);
  g_free (self->language);
  G_OBJECT_CLASS (cs_speller_parent_class)->finalize (object);
}

static void
cs_speller_class_init (CsSpellerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_speller_finalize;
  learnt_signal = g_signal_new ("learnt", CS_TYPE_SPELLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
free_suggestions (gpointer data)
{
  if (data != NULL)
    g_strfreev (data);
}

static void
cs_speller_init (CsSpeller *self)
{
  self->language = g_strdup ("");
  self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_suggestions);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CsSpeller *
cs_speller_new (void)
{
  return g_object_new (CS_TYPE_SPELLER, NULL);
}

void
cs_speller_set_language (CsSpeller  *self,
                         const char *language)
{
  g_return_if_fail (CS_IS_SPELLER (self));
  g_return_if_fail (language != NULL);

  if (g_str_equal (self->language, language))
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  self->generation++;
  self->is_on = FALSE;
  g_hash_table_remove_all (self->known);
  g_hash_table_remove_all (self->waiting);
  gather (self); /* with no word: whether there is a dictionary */
  g_signal_emit (self, learnt_signal, 0);
}

void
cs_speller_set_words (CsSpeller          *self,
                      const char * const *words)
{
  g_return_if_fail (CS_IS_SPELLER (self));

  g_hash_table_remove_all (self->own);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_hash_table_add (self->own, g_strdup (words[i]));
  g_signal_emit (self, learnt_signal, 0);
}

void
cs_speller_add_word (CsSpeller  *self,
                     const char *word)
{
  g_return_if_fail (CS_IS_SPELLER (self));
  g_return_if_fail (word != NULL);

  g_hash_table_add (self->own, g_strdup (word));
  g_signal_emit (self, learnt_signal, 0);
}

gboolean
cs_speller_is_on (CsSpeller *self)
{
  g_return_val_if_fail (CS_IS_SPELLER (self), FALSE);

  return self->is_on;
}

gboolean
cs_speller_is_wrong (CsSpeller  *self,
                     const char *word)
{
  gpointer suggestions;

  g_return_val_if_fail (CS_IS_SPELLER (self), FALSE);
  g_return_val_if_fail (word != NULL, FALSE);

  if (*self->language == '\0' || g_hash_table_contains (self->own, word))
    return FALSE;
  if (g_hash_table_lookup_extended (self->known, word, NULL, &suggestions))
    return suggestions != NULL && self->is_on;

  g_hash_table_add (self->waiting, g_strdup (word));
  gather (self);
  return FALSE;
}

const char * const *
cs_speller_get_suggestions (CsSpeller  *self,
                            const char *word)
{
  g_return_val_if_fail (CS_IS_SPELLER (self), NULL);

  return cs_speller_is_wrong (self, word) ? (const char * const *) g_hash_table_lookup (self->known, word) : NULL;
}
