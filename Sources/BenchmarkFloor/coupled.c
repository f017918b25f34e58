#include "BenchmarkFloor.h"

#include <math.h>

enum { WIDTH = FLOOR_COUPLED_WIDTH };

static double squares(const double *x) {
  double sum = 1;
  for (int i = 0; i < WIDTH; i++) sum += x[i] * x[i];
  return sum;
}

double floor_coupled(const double *x) {
  double value = log(squares(x));
  for (int i = 0; i + 1 < WIDTH; i++) value += sin(x[i] * x[i + 1]);
  return value;
}

double floor_coupled_gradient(const double *x, double *gradient) {
  double sum = squares(x);
  double value = log(sum);
  for (int i = 0; i < WIDTH; i++) gradient[i] = 2 * x[i] / sum;
  for (int i = 0; i + 1 < WIDTH; i++) {
    double product = x[i] * x[i + 1];
    double wave = cos(product);
    value += sin(product);
    gradient[i] += wave * x[i + 1];
    gradient[i + 1] += wave * x[i];
  }
  return value;
}

void floor_coupled_hessian(const double *x, double *rows) {
  double sum = squares(x);
  double scale = 4 / (sum * sum);
  for (int i = 0; i < WIDTH; i++) {
    for (int j = 0; j < WIDTH; j++) rows[WIDTH * i + j] = -scale * x[i] * x[j];
    rows[WIDTH * i + i] += 2 / sum;
  }
  for (int i = 0; i + 1 < WIDTH; i++) {
    double product = x[i] * x[i + 1];
    double s = sin(product), c = cos(product);
    double mixed = c - s * product;
    rows[WIDTH * i + i] -= s * x[i + 1] * x[i + 1];
    rows[WIDTH * (i + 1) + i + 1] -= s * x[i] * x[i];
    rows[WIDTH * i + i + 1] += mixed;
    rows[WIDTH * (i + 1) + i] += mixed;
  }
}
