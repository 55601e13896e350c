// Starts the viewer of the API's description: without the bar on top, whose field opens descriptions from elsewhere, and without asking another
// host whether ours is in order.
// @ts-check

const { SwaggerUIBundle } = /** @type {any} */ (window);

SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  layout: 'BaseLayout',
  validatorUrl: 'none',
  withCredentials: true,
});
