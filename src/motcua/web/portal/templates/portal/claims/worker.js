importScripts("{{ script|escapejs }}");
