/**
 * A QEMU plugin that models the cycles of a Cortex-M4: executed instructions by class, times the
 * table of the Technical Reference Manual (Arm 100166, section 3.3.1), with zero wait states.
 *
 * QEMU counts instructions exactly but knows no pipeline. The model here:
 *   - data processing, multiplications of all kinds: 1
 *   - a load: 2, but 1 directly behind another load or store whose result is not its address
 *   - a store: 1 (the write buffer hides the second cycle)
 *   - LDRD, STRD, LDM, STM, PUSH, POP: 1 + registers
 *   - a branch: 1, and 2 more to refill the pipeline where it is taken; TBB 1 more
 *   - a division: 7, the middle of 2 to 12
 *
 * Arguments: out=FILE, and owners=A+B+..., the functions among which all work is divided: what
 * other functions (memcpy, say) do is counted for the owner that ran last. The file gets one line
 * an owner: name, instructions, cycles. With profile=A and places=FILE, that file gets a line for
 * each instruction of each block that ran for the owner A: address, how often.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* QEMU's plugin interface, version 1, as far as it is used: Debian packages no header. */
typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
typedef struct qemu_info_t qemu_info_t;
enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };
typedef void (*qemu_plugin_vcpu_tb_trans_cb_t)(qemu_plugin_id_t id, struct qemu_plugin_tb *tb);
typedef void (*qemu_plugin_vcpu_udata_cb_t)(unsigned int vcpu, void *userdata);
typedef void (*qemu_plugin_udata_cb_t)(qemu_plugin_id_t id, void *userdata);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, qemu_plugin_vcpu_tb_trans_cb_t cb);
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *tb, qemu_plugin_vcpu_udata_cb_t cb,
                                          enum qemu_plugin_cb_flags flags, void *userdata);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, qemu_plugin_udata_cb_t cb, void *userdata);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t index);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
const char *qemu_plugin_insn_symbol(const struct qemu_plugin_insn *insn);

int qemu_plugin_version = 1;
int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv);

enum { MAX_OWNERS = 256, BRANCH_REFILL = 2, DIVISION = 7, NO_REGISTER = 16 };

typedef struct {
  const char *name;
  uint64_t instructions, cycles;
} owner;

/** A translated block, with what one run of it costs if no branch in it is taken. */
typedef struct block {
  uint64_t start, end;
  uint32_t instructions, cycles;
  int owner;        /* -1: whoever ran last */
  uint64_t runs;    /* for the profiled owner */
  uint64_t *places; /* addresses of the instructions */
  struct block *next;
} block;

/** What the model needs to know of an instruction. */
typedef struct {
  uint32_t cycles;
  bool pipelines; /* a single load or store, behind which the next one is faster */
  bool load;
  int target;      /* register that a load writes */
  int base, index; /* registers that form its address */
} cost;

static owner owners[MAX_OWNERS];
static int owner_count;
static int current;
static const block *last;
static const char *out_file;
static const char *places_file;
static int profiled = -1;
static block *blocks;

static uint32_t ones(uint32_t bits) { return (uint32_t)__builtin_popcount(bits); }

static cost plain(uint32_t cycles) {
  cost result = {cycles, false, false, NO_REGISTER, NO_REGISTER, NO_REGISTER};
  return result;
}

static cost access(bool load, int target, int base, int index) {
  cost result = {load ? 2 : 1, true, load, target, base, index};
  return result;
}

static cost narrow(uint32_t code) {
  const int low = (int)(code & 7);
  const int middle = (int)((code >> 3) & 7);
  const int high = (int)((code >> 8) & 7);
  const bool bit11 = (code & 0x0800) != 0;
  if ((code & 0xf800) == 0x4800) return access(true, high, 15, NO_REGISTER);
  if ((code & 0xf000) == 0x5000) {
    return access(((code >> 9) & 7) >= 3, low, middle, (int)((code >> 6) & 7));
  }
  if ((code & 0xe000) == 0x6000 || (code & 0xf000) == 0x8000) {
    return access(bit11, low, middle, NO_REGISTER);
  }
  if ((code & 0xf000) == 0x9000) return access(bit11, high, 13, NO_REGISTER);
  if ((code & 0xf600) == 0xb400) return plain(1 + ones(code & 0x1ff)); /* PUSH, POP */
  if ((code & 0xf000) == 0xc000) return plain(1 + ones(code & 0xff));  /* STM, LDM */
  return plain(1);
}

static cost wide(uint32_t first, uint32_t second) {
  const bool load = (first & 0x0010) != 0;
  const int base = (int)(first & 15);
  if ((first & 0xfe40) == 0xe800) return plain(1 + ones(second));                 /* LDM, STM */
  if ((first & 0xfff0) == 0xe8d0 && (second & 0xffe0) == 0xf000) return plain(2); /* TBB, TBH */
  if ((first & 0xfe40) == 0xe840) return plain(3);                                /* LDRD, STRD */
  if ((first & 0xfe00) == 0xf800) {
    const bool by_register = (first & 0x0080) == 0 && (second & 0x0fc0) == 0 && base != 15;
    return access(load, (int)(second >> 12), base, by_register ? (int)(second & 15) : NO_REGISTER);
  }
  if (((first & 0xfff0) == 0xfb90 || (first & 0xfff0) == 0xfbb0) && (second & 0xf0) == 0xf0) {
    return plain(DIVISION);
  }
  if ((first & 0xff00) == 0xed00) return plain(load ? 2 : 1);        /* VLDR, VSTR */
  if ((first & 0xfe00) == 0xec00) return plain(1 + (second & 0xff)); /* VLDM, VSTM */
  return plain(1);
}

static cost cost_of(const struct qemu_plugin_insn *insn) {
  uint16_t halves[2] = {0, 0};
  const size_t size = qemu_plugin_insn_size(insn);
  memcpy(halves, qemu_plugin_insn_data(insn), size);
  return size == 4 ? wide(halves[0], halves[1]) : narrow(halves[0]);
}

/** Whether `next` enters the pipeline behind `before` without a bubble. */
static bool overlaps(const cost *before, const cost *next) {
  const bool waits = before->load && before->target != NO_REGISTER &&
                     (before->target == next->base || before->target == next->index);
  return before->pipelines && next->pipelines && next->load && !waits;
}

static int find_owner(const char *name) {
  if (name != NULL) {
    for (int i = 0; i < owner_count; i++) {
      if (strcmp(owners[i].name, name) == 0) return i;
    }
  }
  return -1;
}

static void on_run(unsigned int vcpu, void *userdata) {
  block *now = userdata;
  (void)vcpu;
  if (last != NULL && last->end != now->start) owners[current].cycles += BRANCH_REFILL;
  if (now->owner >= 0) current = now->owner;
  owners[current].instructions += now->instructions;
  owners[current].cycles += now->cycles;
  if (current == profiled) now->runs++;
  last = now;
}

static void on_translate(qemu_plugin_id_t id, struct qemu_plugin_tb *tb) {
  const size_t count = qemu_plugin_tb_n_insns(tb);
  block *made = calloc(1, sizeof(block)); /* lives as long as QEMU may run the block */
  cost before = plain(0);
  (void)id;
  if (made == NULL || (made->places = calloc(count, sizeof(uint64_t))) == NULL) abort();
  made->next = blocks;
  blocks = made;
  for (size_t i = 0; i < count; i++) {
    const struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
    const cost next = cost_of(insn);
    made->places[i] = qemu_plugin_insn_vaddr(insn);
    made->cycles += overlaps(&before, &next) ? 1 : next.cycles;
    made->end = qemu_plugin_insn_vaddr(insn) + qemu_plugin_insn_size(insn);
    before = next;
    if (i == 0) {
      made->start = qemu_plugin_insn_vaddr(insn);
      made->owner = find_owner(qemu_plugin_insn_symbol(insn));
    }
  }
  made->instructions = (uint32_t)count;
  qemu_plugin_register_vcpu_tb_exec_cb(tb, on_run, QEMU_PLUGIN_CB_NO_REGS, made);
}

static void write_places(void) {
  FILE *file = fopen(places_file, "w");
  if (file == NULL) {
    fprintf(stderr, "cycle model: cannot write %s\n", places_file);
    return;
  }
  for (const block *each = blocks; each != NULL; each = each->next) {
    for (uint32_t i = 0; each->runs > 0 && i < each->instructions; i++) {
      fprintf(file, "0x%" PRIx64 " %" PRIu64 "\n", each->places[i], each->runs);
    }
  }
  fclose(file);
}

static void on_exit_write(qemu_plugin_id_t id, void *userdata) {
  FILE *file = fopen(out_file, "w");
  (void)id;
  (void)userdata;
  if (file == NULL) {
    fprintf(stderr, "cycle model: cannot write %s\n", out_file);
    return;
  }
  for (int i = 0; i < owner_count; i++) {
    fprintf(file, "%s %" PRIu64 " %" PRIu64 "\n", owners[i].name, owners[i].instructions,
            owners[i].cycles);
  }
  fclose(file);
  if (places_file != NULL) write_places();
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv) {
  (void)info;
  const char *profile = NULL;
  owners[owner_count++].name = "other";
  for (int i = 0; i < argc; i++) {
    if (strncmp(argv[i], "out=", 4) == 0) {
      out_file = strdup(argv[i] + 4);
    } else if (strncmp(argv[i], "places=", 7) == 0) {
      places_file = strdup(argv[i] + 7);
    } else if (strncmp(argv[i], "profile=", 8) == 0) {
      profile = strdup(argv[i] + 8);
    } else if (strncmp(argv[i], "owners=", 7) == 0) {
      char *names = strdup(argv[i] + 7);
      for (char *name = strtok(names, "+"); name != NULL; name = strtok(NULL, "+")) {
        if (owner_count < MAX_OWNERS) owners[owner_count++].name = name;
      }
    }
  }
  profiled = find_owner(profile);
  if (out_file == NULL) {
    fprintf(stderr, "cycle model: the argument out=FILE is missing\n");
    return -1;
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_translate);
  qemu_plugin_register_atexit_cb(id, on_exit_write, NULL);
  return 0;
}
