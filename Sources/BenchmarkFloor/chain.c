#include "BenchmarkFloor.h"

#include <math.h>

double floor_chain(const double *x, long periods) {
  double v = x[0];
  double sum = 0;
  for (long k = 0; k < periods; k++) {
    v = tanh(cos(log(exp(sin(v) * x[1]) + x[2])));
    sum += v;
  }
  return sum;
}

/* Keeps what the way back would have to compute again with a call of a function of the library. */
enum { KEPT = FLOOR_CHAIN_KEPT };

double floor_chain_gradient(const double *x, long periods, double *workspace, double *gradient) {
  double v = x[0];
  double sum = 0;
  for (long k = 0; k < periods; k++) {
    double *kept = workspace + KEPT * k;
    kept[0] = v;
    kept[1] = sin(v);
    kept[2] = exp(kept[1] * x[1]);
    kept[3] = kept[2] + x[2];
    kept[4] = log(kept[3]);
    v = tanh(cos(kept[4]));
    kept[5] = v;
    sum += v;
  }
  double adjoint = 0;
  gradient[1] = 0;
  gradient[2] = 0;
  for (long k = periods - 1; k >= 0; k--) {
    const double *kept = workspace + KEPT * k;
    adjoint = (adjoint + 1) * (1 - kept[5] * kept[5]) * -sin(kept[4]) / kept[3];
    gradient[2] += adjoint;
    adjoint *= kept[2];
    gradient[1] += adjoint * kept[1];
    adjoint *= x[1] * cos(kept[0]);
  }
  gradient[0] = adjoint;
  return sum;
}
