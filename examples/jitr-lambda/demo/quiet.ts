// The AWS SDK announces which Node versions its future releases need; that is not part of this story.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
