#include "BenchmarkFloor.h"

#include <math.h>
#include <string.h>

enum { WIDTH = FLOOR_NETWORK_WIDTH };

static const double *biases(const double *parameters) { return parameters + WIDTH * WIDTH; }
static const double *output(const double *parameters) { return parameters + WIDTH * (WIDTH + 1); }

/* The error of one sample; leaves the hidden units behind. */
static double forward(const double *parameters, const double *sample, double *hidden) {
  memcpy(hidden, biases(parameters), sizeof(double) * WIDTH);
  for (int i = 0; i < WIDTH; i++)
    for (int unit = 0; unit < WIDTH; unit++)
      hidden[unit] += parameters[WIDTH * i + unit] * sample[i];
  double y = output(parameters)[WIDTH];
  for (int unit = 0; unit < WIDTH; unit++) {
    hidden[unit] = tanh(hidden[unit]);
    y += output(parameters)[unit] * hidden[unit];
  }
  return y - sample[WIDTH];
}

double floor_network(const double *parameters, const double *samples, long count) {
  double hidden[WIDTH];
  double loss = 0;
  for (long s = 0; s < count; s++) {
    double error = forward(parameters, samples + s * (WIDTH + 1), hidden);
    loss += error * error;
  }
  return loss;
}

/* Adds what flows back from one error, which is doubled already. */
static void backward(
    const double *parameters, const double *sample, const double *hidden, double slope,
    double *gradient) {
  double *bias_gradient = gradient + WIDTH * WIDTH;
  double *output_gradient = gradient + WIDTH * (WIDTH + 1);
  double back[WIDTH];
  output_gradient[WIDTH] += slope;
  for (int unit = 0; unit < WIDTH; unit++) {
    output_gradient[unit] += slope * hidden[unit];
    back[unit] = slope * output(parameters)[unit] * (1 - hidden[unit] * hidden[unit]);
    bias_gradient[unit] += back[unit];
  }
  for (int i = 0; i < WIDTH; i++)
    for (int unit = 0; unit < WIDTH; unit++) gradient[WIDTH * i + unit] += back[unit] * sample[i];
}

double floor_network_gradient(
    const double *parameters, const double *samples, long count, double *gradient) {
  double hidden[WIDTH];
  double loss = 0;
  memset(gradient, 0, sizeof(double) * (WIDTH * (WIDTH + 2) + 1));
  for (long s = 0; s < count; s++) {
    const double *sample = samples + s * (WIDTH + 1);
    double error = forward(parameters, sample, hidden);
    loss += error * error;
    backward(parameters, sample, hidden, 2 * error, gradient);
  }
  return loss;
}
