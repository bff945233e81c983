// The AWS SDK announces which Node versions its future releases need; a person who makes a CA has not asked.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
