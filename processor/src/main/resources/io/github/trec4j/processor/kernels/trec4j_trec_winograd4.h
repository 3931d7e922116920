/** trec4j_trec_winograd.h with the form F(4x4, 3x3) of trec4j_winograd4.h. */
#ifndef TREC4J_TREC_WINOGRAD4_H
#define TREC4J_TREC_WINOGRAD4_H

#include "trec4j_trec_winograd.h"
#include "trec4j_winograd4.h"

TREC4J_INLINE void trec4j_trec_winograd4(const trec4j_trec_shape *shape,
                                         const trec4j_trec_scratch *layout,
                                         const trec4j_trec_params *params, const int8_t *input,
                                         int8_t *output, void *scratch) {
  static const trec4j_winograd_form form = TREC4J_WINOGRAD_FORM_6(TREC4J_WINOGRAD4_SIDE);
  trec4j_trec_winograd(shape, layout, params, input, output, scratch, 3, TREC4J_WINOGRAD4_POSITIONS,
                       &form, trec4j_winograd4_run_halfwords);
}

#endif
